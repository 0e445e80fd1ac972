import { signal } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { Now } from '../core/now';
import { RelativeTime } from './relative-time';

describe('RelativeTime', () => {
  const ms = signal(Date.parse('2026-11-26T14:00:10Z'));

  function show(at: string | number): { fixture: ComponentFixture<RelativeTime>; time: HTMLTimeElement } {
    TestBed.configureTestingModule({ providers: [{ provide: Now, useValue: { ms } }] });
    const fixture = TestBed.createComponent(RelativeTime);
    fixture.componentRef.setInput('at', at);
    fixture.detectChanges();
    const time = (fixture.nativeElement as HTMLElement).querySelector('time')!;
    return { fixture, time };
  }

  it('ticks with the shared clock', () => {
    const { fixture, time } = show('2026-11-26T14:00:00Z');
    expect(time.textContent).toBe('10 s ago');
    expect(time.dateTime).toBe('2026-11-26T14:00:00.000Z');
    expect(time.title).toContain('2026-11-26 14:00:00.000 UTC');
    ms.update((now) => now + 60_000);
    fixture.detectChanges();
    expect(time.textContent).toBe('1 min ago');
  });

  it('does not break on a time that is none', () => {
    expect(show('yesterday').time.textContent).toBe('–');
  });
});
