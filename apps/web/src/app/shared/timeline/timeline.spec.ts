import type { WritableSignal } from '@angular/core';
import { signal } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import type { JobEventView } from '@fasttrack/contracts';
import { Now } from '../../core/now';
import { PayloadPrivacy } from '../../core/payload-privacy';
import { Timeline } from './timeline';
import type { TimelineSource } from './timeline-row';

const BASE = new Date(2026, 10, 24, 13, 59, 12).getTime();
const iso = (second: number): string => new Date(BASE + second * 1000).toISOString();
const created: JobEventView = { at: iso(0), event: 'created', to: 'PENDING', attempt: 0, by: 'api' };
const claimed: JobEventView = { at: iso(1), event: 'claimed', from: 'PENDING', to: 'PROCESSING', attempt: 1, by: 'x' };
const failed = (second: number, attempt: number): JobEventView[] => [
  { ...claimed, at: iso(second), attempt },
  { at: iso(second + 1), event: 'run_failed', from: 'PROCESSING', to: 'PENDING', attempt, by: 'x', note: '<b>no</b>' },
];

interface World {
  readonly fixture: ComponentFixture<Timeline>;
  readonly now: WritableSignal<number>;
  readonly host: HTMLElement;
  rows(): string[];
}

function draw(job: TimelineSource, nowSecond = 10): World {
  const now = signal(BASE + nowSecond * 1000);
  TestBed.configureTestingModule({ providers: [{ provide: Now, useValue: { ms: now } }] });
  const fixture = TestBed.createComponent(Timeline);
  fixture.componentRef.setInput('job', job);
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  const cells = (row: Element): string => Array.from(row.children, (cell) => cell.textContent.trim()).join(' | ');
  return { fixture, now, host, rows: () => Array.from(host.querySelectorAll('tbody tr'), cells) };
}

describe('Timeline', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('says the same as a table', () => {
    const { rows, host } = draw({ status: 'PENDING', history: [created, ...failed(1, 1)] }, 5);
    expect(rows()).toEqual([
      expect.stringMatching(/^Waited for a slot \| .*59:12.* \| 1\.0 s \| $/),
      expect.stringMatching(/^Attempt 1 \| .* \| 1\.0 s \| <b>no<\/b>$/),
      expect.stringMatching(/^Backoff \| .* \| 3\.0 s \| $/),
    ]);
    expect(host.querySelector('.tl')?.getAttribute('aria-hidden')).toBe('true');
    expect(host.querySelector('b')).toBeNull();
  });

  it('hides what a worker said with the payloads', () => {
    const { fixture, rows, host } = draw({ status: 'PENDING', history: [created, ...failed(1, 1)] }, 5);
    TestBed.inject(PayloadPrivacy).hide(true);
    fixture.detectChanges();
    expect(rows()[1]).toMatch(/Hidden$/);
    expect(host.textContent).not.toContain('no</b>');
  });

  it('grows while the job runs', () => {
    const { fixture, now, rows } = draw({ status: 'PROCESSING', history: [created, claimed] });
    expect(rows()[1]).toMatch(/9\.0 s/);
    now.set(BASE + 70_000);
    fixture.detectChanges();
    expect(rows()[1]).toMatch(/1:09/);
  });

  it('keeps its lines in the page while they grow', () => {
    const { fixture, now, host } = draw({ status: 'PROCESSING', history: [created, claimed] });
    const bars = host.querySelectorAll('.tr');
    now.set(BASE + 70_000);
    fixture.detectChanges();
    expect(Array.from(host.querySelectorAll('.tr'))).toEqual(Array.from(bars));
  });

  it('says when the next try is due, and draws what lies ahead', () => {
    const waitingFor = { reason: 'backoff', until: iso(33) } as const;
    const { rows, host } = draw({ status: 'PENDING', history: [created, ...failed(1, 1)], waitingFor }, 5);
    expect(rows()[2]).toMatch(/next try .*59:45/);
    expect(host.querySelectorAll('.planned')).toHaveLength(1);
  });

  it('shows the latest lines of a long life, and all of them on demand', () => {
    const history = [created, ...Array.from({ length: 20 }, (_, index) => failed(index * 3 + 1, index + 1)).flat()];
    const { fixture, host, rows } = draw({ status: 'PENDING', history }, 100);
    expect(rows()).toHaveLength(12);
    host.querySelector<HTMLButtonElement>('.earlier button')?.click();
    fixture.detectChanges();
    expect(rows()).toHaveLength(41);
  });

  it('shows the table in place of the drawing on demand', () => {
    const { fixture, host } = draw({ status: 'PROCESSING', history: [created, claimed] });
    host.querySelector<HTMLButtonElement>('[aria-label="As a table"]')?.click();
    fixture.detectChanges();
    expect(host.querySelector('.tl')).toBeNull();
    expect(host.querySelector('table')?.closest('.visually-hidden')).toBeNull();
  });

  it('explains the marks of callbacks that it shows, and no others', () => {
    const { fixture, host } = draw({ status: 'PROCESSING', history: [created, claimed] });
    const legend = (): string[] => Array.from(host.querySelectorAll('.legend > span'), (item) => item.textContent);
    expect(legend()).toEqual(['Waiting']);
    fixture.componentRef.setInput('callbacks', [{ at: iso(3), verdict: 'stale attempt' }]);
    fixture.detectChanges();
    expect(legend()).toEqual(['Waiting', 'Callback in vain']);
    const completed = { ...claimed, at: iso(5), event: 'completed', to: 'COMPLETED', by: 'callback' } as const;
    fixture.componentRef.setInput('job', { status: 'COMPLETED', history: [created, claimed, completed] });
    fixture.detectChanges();
    expect(legend()).toEqual(['Waiting', 'Callback', 'Callback in vain']);
  });

  it('stands without any event', () => {
    const { host } = draw({ status: 'PENDING', history: [] });
    expect(host.textContent).toContain("Nothing of this job's history can be shown.");
  });
});
