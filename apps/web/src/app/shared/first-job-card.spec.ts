import { signal } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../core/connection';
import { LiveControl } from '../core/live-control';
import { ServiceApi } from '../core/service-api';
import { FirstJobCard } from './first-job-card';

describe('FirstJobCard', () => {
  const isUnreachable = signal(false);
  let card: ComponentFixture<FirstJobCard>;
  const words = (): string => {
    card.detectChanges();
    return (card.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
  };
  const button = (): HTMLButtonElement => {
    card.detectChanges();
    return (card.nativeElement as HTMLElement).querySelector<HTMLButtonElement>('.ways button')!;
  };

  beforeEach(() => {
    isUnreachable.set(false);
    TestBed.configureTestingModule({
      providers: [
        { provide: Connection, useValue: { isUnreachable } },
        { provide: ServiceApi, useValue: { isSimulated: () => false, hasReference: () => false } },
      ],
    });
    TestBed.inject(LiveControl).choose(2);
    card = TestBed.createComponent(FirstJobCard);
    card.componentRef.setInput('isSending', false);
  });

  it('gives out the prompt that its code shows', () => {
    const sent: string[] = [];
    card.componentInstance.send.subscribe((prompt) => sent.push(prompt));
    button().click();
    expect(sent).toEqual(['Say hello to Fast Track']);
    expect(words()).toContain('"Say hello to Fast Track"');
  });

  it('is not sent twice, and not to a backend that does not answer', () => {
    expect(button().disabled).toBe(false);
    card.componentRef.setInput('isSending', true);
    expect(button().disabled).toBe(true);
    card.componentRef.setInput('isSending', false);
    isUnreachable.set(true);
    expect(button().disabled).toBe(true);
  });

  it('promises no more than the live control does', () => {
    expect(words()).toContain('The job shows up here within 2 s.');
    TestBed.inject(LiveControl).choose(30);
    expect(words()).toContain('The job shows up here within 30 s.');
    TestBed.inject(LiveControl).choose(0);
    expect(words()).toContain('Not listening: the live control is off.');
    isUnreachable.set(true);
    expect(words()).toContain('Listening goes on as soon as the backend answers.');
  });
});
