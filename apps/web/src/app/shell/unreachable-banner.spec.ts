import { TestBed } from '@angular/core/testing';
import { Connection } from '../core/connection';
import { clockTime } from '../shared/time-text';
import { UnreachableBanner } from './unreachable-banner';

describe('UnreachableBanner', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-26T14:03:14Z') }));
  afterEach(() => jest.useRealTimers());

  it('comes with the outage, counts down, tries on demand and goes with the first answer', () => {
    const fixture = TestBed.createComponent(UnreachableBanner);
    const element = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    expect(element.textContent.trim()).toBe('');

    const connection = TestBed.inject(Connection);
    const poll = connection.join();
    const asOf = Date.now() - 4000;
    poll.failed(asOf, Date.now() + 4000);
    fixture.detectChanges();
    const text = (): string => element.textContent.replace(/\s+/g, ' ');
    expect(text()).toContain(`Backend unreachable. Showing data as of ${clockTime(asOf)}. Trying again in 4 s.`);
    expect(element.querySelector('[role=alert]')?.textContent).not.toContain('Trying');

    jest.advanceTimersByTime(1000);
    fixture.detectChanges();
    expect(text()).toContain('Trying again in 3 s.');

    let tries = 0;
    connection.tries$.subscribe(() => (tries += 1));
    element.querySelector('button')!.click();
    expect(tries).toBe(1);

    poll.answered();
    fixture.detectChanges();
    expect(element.textContent.trim()).toBe('');
  });

  it('does not speak of data when there is none yet', () => {
    TestBed.inject(Connection).join().failed(undefined, undefined);
    const fixture = TestBed.createComponent(UnreachableBanner);
    fixture.detectChanges();
    const text = (fixture.nativeElement as HTMLElement).textContent;
    expect(text).toContain('Nothing has been loaded yet.');
    expect(text).not.toContain('Trying');
  });
});
