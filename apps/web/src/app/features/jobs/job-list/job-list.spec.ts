import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import type { JobRowView } from '@fasttrack/contracts';
import { Subject, of, throwError } from 'rxjs';
import { aJob, aJobRow, someStats } from '../../../../testing/a-job';
import { ApiProblem } from '../../../core/api-problem';
import { BulkApi } from '../../../core/bulk-api';
import { Connection } from '../../../core/connection';
import type { JobPage, JobRow } from '../../../core/job-page';
import type { JobFilter, Submitted } from '../../../core/jobs-api';
import { JobsApi } from '../../../core/jobs-api';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import { promptDraft } from '../draft-job';
import { Outbox } from '../outbox';
import { JobList } from './job-list';

const line = (id: string, more: Partial<JobRowView> = {}): JobRow => ({
  kind: 'job',
  id,
  job: aJobRow({ id, prompt: `Job ${id}`, ...more }),
});
const UNREACHABLE = new ApiProblem({ title: 'Backend unreachable', detail: 'It did not answer.', status: 0 });

describe('JobList', () => {
  let rows: JobRow[];
  let next: string | null;
  let failure: ApiProblem | undefined;
  let filters: JobFilter[];
  let submitted: Subject<Submitted>;

  beforeEach(() => {
    localStorage.clear();
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame'] });
    [rows, next, failure, filters, submitted] = [[line('2'), line('1')], null, undefined, [], new Subject()];
    const page = (): JobPage => ({ rows, nextCursor: next });
    const list = (filter: JobFilter) => {
      filters.push(filter);
      return failure ? throwError(() => failure) : of(page());
    };
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'jobs', component: JobList },
          { path: 'jobs/new', children: [] },
        ]),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: BulkApi, useValue: { operations: () => of([]) } },
        {
          provide: JobsApi,
          useValue: { list, stats: () => of(someStats(rows.length)), submit: () => submitted, cancel: () => submitted },
        },
        {
          provide: ServiceApi,
          useValue: { isSimulated: () => true, canHallucinate: () => true, hasReference: () => true },
        },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  async function open(url = '/jobs') {
    const harness = await RouterTestingHarness.create(url);
    const page = harness.routeNativeElement!;
    const poll = (): void => {
      jest.advanceTimersByTime(2000);
      harness.detectChanges();
    };
    const elements = (): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('ft-job-row')];
    const titles = (): (string | undefined)[] => elements().map((row) => row.querySelector('.title')?.textContent);
    const point = (type: string, pointerType = 'mouse'): void => {
      const event = Object.assign(new Event(type), { pointerType });
      page.querySelector('.table')!.dispatchEvent(event);
    };
    const text = (): string => page.textContent.replace(/\s+/g, ' ');
    return { harness, page, poll, elements, titles, point, text };
  }

  it('shows rows with status, short id, type and the simulated mark', async () => {
    const { text, titles } = await open();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    expect(text()).toContain('Pending');
    expect(text()).toContain('simulated');
  });

  it('keeps the elements of all rows from poll to poll', async () => {
    const { poll, elements, titles } = await open();
    const before = elements();
    rows = [line('3'), line('2', { status: 'PROCESSING' }), line('1')];
    poll();
    expect(titles()).toEqual(['Job 3', 'Job 2', 'Job 1']);
    expect(elements().slice(1)).toEqual(before);
    expect(elements()[1]).toBe(before[0]);
    expect(elements()[1]?.textContent).toContain('Processing');
  });

  it('lets new rows wait behind the pill while the pointer is over the table', async () => {
    const { poll, titles, point, page, harness, text } = await open();
    point('pointerenter');
    rows = [line('4'), line('3'), line('2', { status: 'COMPLETED', result: '{"ok":true}' }), line('1')];
    poll();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    expect(text()).toContain('{"ok":true}');
    expect(page.querySelector('.pill')?.textContent).toContain('2 new jobs · Show');
    point('pointerleave');
    poll();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    page.querySelector<HTMLButtonElement>('.pill')!.click();
    harness.detectChanges();
    expect(titles()).toEqual(['Job 4', 'Job 3', 'Job 2', 'Job 1']);
    expect(page.querySelector('.pill')).toBeNull();
  });

  it('has a box say what the row is after each press, also where a range leaves the row selected', async () => {
    const { harness, elements } = await open();
    const boxes = elements().map((row) => row.querySelector<HTMLInputElement>('.check')!);
    const press = (box: HTMLInputElement | undefined, shiftKey: boolean): void => {
      box?.dispatchEvent(new MouseEvent('click', { shiftKey, bubbles: true, cancelable: true }));
      harness.detectChanges();
    };
    press(boxes[0], false);
    press(boxes[1], true);
    press(boxes[1], true);
    expect(boxes.map(({ checked }) => checked)).toEqual([true, true]);
  });

  it('neither exports nor changes anything while the address has a value that no job can have', async () => {
    const { harness, page, elements } = await open();
    elements()[0]?.querySelector<HTMLInputElement>('.check')!.click();
    harness.detectChanges();
    expect(page.querySelector('ft-selection-bar')).not.toBeNull();
    await harness.navigateByUrl('/jobs?status=banana');
    expect(page.querySelector('ft-selection-bar')).toBeNull();
    expect(page.querySelector<HTMLButtonElement>('ft-export-menu button')?.disabled).toBe(true);
    await harness.navigateByUrl('/jobs');
    expect(page.querySelector('ft-selection-bar')).toBeNull();
  });

  it('says of no row that it left when it may only have been pushed behind the last one', async () => {
    const { poll, elements, point } = await open('/jobs?sort=priority');
    next = 'older';
    point('pointerenter');
    rows = [line('3'), line('2')];
    poll();
    expect(elements().map((row) => row.classList.contains('gone'))).toEqual([false, false]);
  });

  it('takes no finger for a pointer that stays', async () => {
    const { poll, titles, point } = await open();
    point('pointerenter', 'touch');
    rows = [line('3'), ...rows];
    poll();
    expect(titles()).toEqual(['Job 3', 'Job 2', 'Job 1']);
  });

  it('shows a broken row as such and every other row as ever', async () => {
    rows = [{ kind: 'broken', id: 'b', text: '{"id":7}' }, ...rows];
    const { text, titles } = await open();
    expect(text()).toContain('This row cannot be shown.');
    expect(text()).toContain('{"id":7}');
    expect(titles()).toEqual(['Job 2', 'Job 1']);
  });

  describe('a time that was typed', () => {
    async function type(text: string) {
      const { harness, page } = await open();
      const settle = async (): Promise<void> => {
        await harness.fixture.whenStable();
        harness.detectChanges();
      };
      const field = page.querySelector<HTMLInputElement>('[aria-label="Search jobs"]')!;
      field.value = text;
      field.dispatchEvent(new Event('input'));
      field.dispatchEvent(new Event('change'));
      await settle();
      const press = async (name: string): Promise<void> => {
        page.querySelector<HTMLElement>(`[aria-label="${name}"]`)!.click();
        await settle();
      };
      const pick = async (id: string, moment: string): Promise<void> => {
        const time = page.querySelector<HTMLInputElement>(`#${id}`)!;
        time.value = moment;
        time.dispatchEvent(new Event('blur'));
        await settle();
      };
      const chips = (): string[] => [...page.querySelectorAll('.qt')].map((chip) => chip.textContent.trim());
      return { press, pick, chips };
    }

    it('stands as it was typed, while the address has the moment that it means', async () => {
      const { chips, press, pick } = await type('created:>2026-11-01');
      expect(filters.at(-1)).toMatchObject({ createdAfter: new Date(2026, 10, 2).toISOString() });
      expect(chips()).toEqual(['created:>2026-11-01']);
      await press('Filters');
      await pick('filter-before', '2026-11-20T00:00');
      expect(chips()).toEqual(['created:>2026-11-01', 'created:<2026-11-20']);
    });

    it('is forgotten when the same moment is picked after it was taken away', async () => {
      const { chips, press, pick } = await type('created:>2026-11-01');
      await press('Remove filter created:>2026-11-01');
      expect(chips()).toEqual([]);
      await press('Filters');
      await pick('filter-from', '2026-11-02T00:00');
      expect(filters.at(-1)).toMatchObject({ createdAfter: new Date(2026, 10, 2).toISOString() });
      expect(chips()).toEqual(['created:>=2026-11-02']);
    });
  });

  it('hides what came in place of a row with the payloads', async () => {
    TestBed.inject(PayloadPrivacy).hide(true);
    rows = [{ kind: 'broken', id: 'b', text: '{"prompt":7}' }, ...rows];
    const { text } = await open();
    expect(text()).toContain('This row cannot be shown.Hidden');
    expect(text()).not.toContain('prompt":7');
  });

  it('shows a malformed result as text under its badge', async () => {
    rows = [line('1', { status: 'COMPLETED', result: '<img src=x onerror=alert(1)>', resultValid: false })];
    const { page, text } = await open();
    expect(text()).toContain('Hallucinated Response');
    expect(text()).toContain('<img src=x onerror=alert(1)>');
    expect(page.querySelector('img')).toBeNull();
  });

  it.each([
    [
      { status: 'FAILED', attempts: 3, error: { code: 'timeout', message: 'No callback', retryable: true } },
      ['No callback', 'timeout'],
    ],
    [{ status: 'PROCESSING', progress: { percent: 62.4, message: 'Section 3', at: '' } }, ['Section 3', '62%']],
    [{ waitingFor: { reason: 'worker' } }, ['Waits for a free worker']],
    [{}, ['Waiting']],
    [{ status: 'CANCELLED' }, ['Cancelled before any run']],
    [{ status: 'COMPLETED', result: [1, 2] }, ['[1,2]']],
  ] as const)('tells how %p stands', async (more, words) => {
    rows = [line('1', more)];
    const { text } = await open();
    for (const word of words) expect(text()).toContain(word);
  });

  it('puts a sent job on top at once and swaps it for the stored one in the same element', async () => {
    const { harness, elements, titles, poll, text } = await open();
    TestBed.inject(Outbox).send(promptDraft('Job 3'));
    harness.detectChanges();
    expect(titles()).toEqual(['Job 3', 'Job 2', 'Job 1']);
    expect(text()).toContain('Sending…');
    const [element] = elements();
    rows = [line('3'), ...rows];
    submitted.next({ job: aJob({ id: '3', prompt: 'Job 3' }), isReplay: false });
    harness.detectChanges();
    poll();
    expect(titles()).toEqual(['Job 3', 'Job 2', 'Job 1']);
    expect(elements()[0]).toBe(element);
    expect(text()).not.toContain('Sending…');
  });

  it('takes a sent job away again when the backend refuses it, with the request id', async () => {
    const { harness, titles, text } = await open();
    TestBed.inject(Outbox).send(promptDraft('Job 3'));
    harness.detectChanges();
    submitted.error(new ApiProblem({ title: 'Unavailable', detail: 'Store down', status: 503, requestId: 'r-5' }));
    harness.detectChanges();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    expect(text()).toContain('The job was not sent. Store down');
    expect(text()).toContain('r-5');
    expect(TestBed.inject(Router).url).toBe('/jobs');
  });

  it('does not claim that a job was not sent when nothing answered in time', async () => {
    const { harness, text } = await open();
    TestBed.inject(Outbox).send(promptDraft('Job 3'));
    submitted.error(new ApiProblem({ title: 'Late', detail: 'It did not answer.', status: 504 }));
    harness.detectChanges();
    expect(text()).toContain('The job may have been sent: look for it in the list first.');
    expect(text()).not.toContain('was not sent');
  });

  it('goes back to the form when the backend points at a field', async () => {
    const { harness } = await open();
    TestBed.inject(Outbox).send(promptDraft('Job 3'));
    const fields = [{ pointer: '/prompt', detail: 'no' }];
    submitted.error(new ApiProblem({ title: 'Bad Request', detail: 'bad', status: 400, fields }));
    harness.detectChanges();
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/jobs/new');
  });

  it('goes back to the form when the backend was faster than the page', async () => {
    TestBed.inject(Outbox).send(promptDraft('Job 3'));
    const fields = [{ pointer: '/prompt', detail: 'no' }];
    submitted.error(new ApiProblem({ title: 'Bad Request', detail: 'bad', status: 400, fields }));
    const { harness } = await open();
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/jobs/new');
  });

  it('can be opened again after the form has shown the faulty field', async () => {
    const { harness } = await open();
    TestBed.inject(Outbox).send(promptDraft(''));
    const fields = [{ pointer: '/prompt', detail: 'must not be blank' }];
    submitted.error(new ApiProblem({ title: 'Bad request', detail: 'Look.', status: 400, fields }));
    await harness.fixture.whenStable();
    await harness.navigateByUrl('/jobs');
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/jobs');
  });

  it('asks for the status in the address, and follows when it changes', async () => {
    const { harness } = await open('/jobs?status=failed');
    expect(filters.at(-1)).toMatchObject({ status: 'FAILED' });
    await harness.navigateByUrl('/jobs?status=Completed');
    expect(filters.at(-1)).toMatchObject({ status: 'COMPLETED' });
  });

  it('offers to clear filters that match nothing, and says so for a status that does not exist', async () => {
    rows = [];
    const { text, harness } = await open('/jobs?status=failed');
    expect(text()).toContain('No jobs match these filters. Clear all');
    await harness.navigateByUrl('/jobs?status=bogus');
    expect(text()).toContain('No jobs match these filters. Clear all');
  });

  it('shows how to send the first job when there has been none', async () => {
    rows = [];
    const { text, poll, titles } = await open();
    expect(text()).toContain('No jobs yet. Send the first one from here or with curl.');
    expect(text()).toContain('curl -X POST');
    rows = [line('1')];
    poll();
    expect(titles()).toEqual(['Job 1']);
  });

  it('keeps the rows, greyed, while the backend is unreachable, and is right again by itself', async () => {
    const { page, poll, titles, text, harness } = await open();
    failure = UNREACHABLE;
    poll();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    expect(page.querySelector('.stale')).not.toBeNull();
    expect(text()).toContain('as of');
    expect(TestBed.inject(Connection).isUnreachable()).toBe(true);
    failure = undefined;
    rows = [line('3'), ...rows];
    jest.advanceTimersByTime(30_000);
    harness.detectChanges();
    expect(titles()).toEqual(['Job 3', 'Job 2', 'Job 1']);
    expect(page.querySelector('.stale')).toBeNull();
  });

  it('shows an answer that cannot be read as a problem, keeps the rows and raises no banner', async () => {
    const { poll, titles, text } = await open();
    failure = new ApiProblem({
      title: 'The answer cannot be read',
      detail: 'It is not JSON.',
      status: 200,
      requestId: 'r-8',
    });
    poll();
    expect(titles()).toEqual(['Job 2', 'Job 1']);
    expect(text()).toContain('The list cannot be read. It is not JSON.');
    expect(text()).toContain('r-8');
    expect(TestBed.inject(Connection).isUnreachable()).toBe(false);
  });

  it('asks for one more page when older jobs are wanted', async () => {
    next = 'cursor-1';
    const { page, harness } = await open();
    filters = [];
    page.querySelector<HTMLButtonElement>('.older button')!.click();
    harness.detectChanges();
    expect(filters.map(({ cursor }) => cursor)).toEqual([undefined, 'cursor-1']);
  });
});
