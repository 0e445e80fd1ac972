import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, TitleStrategy, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { CallbackEntry, JobTypeView, JobView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { of, Subject, throwError } from 'rxjs';
import { aJob, aJobType } from '../../../../testing/a-job';
import { ApiProblem } from '../../../core/api-problem';
import type { CallbackPage } from '../../../core/callbacks-api';
import { CallbacksApi } from '../../../core/callbacks-api';
import { Connection } from '../../../core/connection';
import { JobsApi } from '../../../core/jobs-api';
import { JobTypesApi } from '../../../core/job-types-api';
import { PageTitles } from '../../../core/page-titles';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import type { Toast } from '../../../core/toasts';
import { Toasts } from '../../../core/toasts';
import { JobNeighbours } from '../job-neighbours';
import { JobDetail } from './job-detail';

const { id } = aJob();
const failed = (more: Partial<JobView> = {}): JobView =>
  aJob({ status: 'FAILED', error: { code: 'timeout', message: 'Too slow', retryable: true }, ...more });
const problem = (status: number): ApiProblem =>
  new ApiProblem({ title: 'No', detail: `Answer ${status}.`, status, requestId: 'request-7' });

interface World {
  readonly page: HTMLElement;
  text(): string;
  button(name: string): HTMLButtonElement;
  click(name: string): void;
  poll(ms?: number): void;
}

describe('the page of a job', () => {
  let job: JobView;
  let failure: ApiProblem | undefined;
  let reads: string[];
  let posts: unknown[][];
  let answer: Subject<JobView>;
  let types: readonly JobTypeView[];
  let callbacks: () => Observable<CallbackPage>;

  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame'] });
    [job, failure, reads, posts, answer] = [aJob(), undefined, [], [], new Subject()];
    types = [aJobType()];
    callbacks = () => of({ entries: [], hasOlder: false });
    const post =
      (name: string) =>
      (...args: unknown[]) => {
        posts.push([name, ...args]);
        return answer;
      };
    const api = {
      get: (asked: string) => {
        reads.push(asked);
        return failure ? throwError(() => failure) : of(job);
      },
      cancel: post('cancel'),
      retry: post('retry'),
      hallucinate: post('hallucinate'),
      textOf: () => undefined,
    };
    const service = {
      service: () => ({ executors: { prompt: 'n8n' } }),
      isSimulated: () => true,
      canHallucinate: () => true,
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: TitleStrategy, useExisting: PageTitles },
        provideRouter(
          [
            { path: 'jobs/new', children: [] },
            { path: 'jobs/:id', component: JobDetail },
          ],
          withComponentInputBinding(),
        ),
        { provide: JobsApi, useValue: api },
        { provide: ServiceApi, useValue: service },
        { provide: JobTypesApi, useValue: { list: () => of(types) } },
        { provide: CallbacksApi, useValue: { ofJob: () => callbacks() } },
      ],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function open(url = `/jobs/${id}`): Promise<World> {
    const harness = await RouterTestingHarness.create(url);
    harness.detectChanges();
    const page = harness.fixture.nativeElement as HTMLElement;
    const button = (name: string): HTMLButtonElement => {
      const found = Array.from(page.querySelectorAll('button')).find((one) => one.textContent.includes(name));
      if (!found) throw new TypeError(`no button ${name}`);
      return found;
    };
    return {
      page,
      text: () => page.textContent.replace(/\s+/g, ' '),
      button,
      click: (name) => {
        button(name).click();
        harness.detectChanges();
      },
      poll: (ms = 2000) => {
        jest.advanceTimersByTime(ms);
        harness.detectChanges();
      },
    };
  }
  const settle = async (): Promise<void> => {
    await jest.advanceTimersByTimeAsync(0);
  };

  it('names the job after the first line of its prompt, also in the tab of the browser', async () => {
    job = aJob({ prompt: 'Extract the items\nas JSON' });
    const { page } = await open();
    expect(page.querySelector('h1')?.textContent).toBe('Extract the items');
    expect(document.title).toBe('Extract the items · Fast Track');
    await TestBed.inject(Router).navigate([], { queryParams: { tab: 'history' } });
    expect(document.title).toBe('Extract the items · Fast Track');
  });

  it('asks every two seconds while the job goes on, and less often once it has ended', async () => {
    const { poll, text } = await open();
    expect(reads).toHaveLength(1);
    job = aJob({ status: 'COMPLETED', result: '{"answer": 42}', resultValid: true });
    poll();
    expect(reads).toHaveLength(2);
    expect(text()).toContain('Completed');
    poll();
    expect(reads).toHaveLength(2);
    poll(8000);
    expect(reads).toHaveLength(3);
  });

  it('shows all of a job on demand while payloads are hidden, until it or they are hidden anew', async () => {
    const privacy = TestBed.inject(PayloadPrivacy);
    privacy.hide(true);
    job = failed({ prompt: 'Mine alone', metadata: { owner: 'grace' }, tags: ['acme'] });
    const { click, page, poll, text } = await open(`/jobs/${id}?tab=error`);
    const own = [/Mine alone/, /grace/, /acme/, /Too slow/];
    const seen = (): string => `${text()} ${document.title}`;
    for (const words of own) expect(seen()).not.toMatch(words);
    click('Show this job');
    for (const words of own) expect(text()).toMatch(words);
    expect(page.querySelector('h1')?.textContent).toBe('Mine alone');
    expect(document.activeElement?.id).toBe('tab-error');
    click('Hide this job');
    for (const words of own) expect(seen()).not.toMatch(words);
    expect(document.activeElement?.id).toBe('tab-error');
    click('Show this job');
    for (const words of own) expect(text()).toMatch(words);
    privacy.hide(false);
    poll();
    expect(text()).not.toContain('Hide this job');
    privacy.hide(true);
    poll();
    for (const words of own) expect(seen()).not.toMatch(words);
  });

  it('says which attempt goes on, and how many there were since a retry by hand', async () => {
    const head = (): string => text().split('created')[0]!;
    const going = { status: 'PROCESSING', attempts: 1, maxAttempts: 1, startedAt: job.createdAt } as const;
    job = aJob({ ...going, attempt: 1 });
    const { text, poll } = await open();
    expect(head()).toContain('attempt 1 of 1');
    const event = {
      at: job.createdAt,
      event: 'retried',
      from: 'FAILED',
      to: 'PENDING',
      attempt: 2,
      by: 'api',
    } as const;
    job = aJob({ ...going, attempt: 3, history: [...job.history, event] });
    poll();
    expect(head()).toContain('attempt 3, 1 of 1 since the retry');
  });

  it('says that there is no such job, with a way back', async () => {
    failure = problem(404);
    const { page, poll, text } = await open();
    expect(text()).toContain('No job with this id. Finished jobs are kept 30 days.');
    expect(text()).toContain('Look whether the address was copied whole.');
    expect(page.querySelector('ft-job-missing a')?.getAttribute('href')).toBe('/jobs');
    poll(60_000);
    expect(reads).toHaveLength(1);
  });

  it('shows the reason of any other failure and tries again on demand', async () => {
    failure = problem(500);
    const { click, text } = await open();
    expect(text()).toContain('Answer 500.');
    expect(text()).toContain('request-7');
    failure = undefined;
    click('Try again');
    expect(text()).toContain('Pending');
    expect(text()).not.toContain('Answer 500.');
  });

  it('keeps the last state, greyed, while the backend cannot be reached, and turns changes off', async () => {
    job = failed();
    const { button, page, poll } = await open();
    failure = problem(0);
    poll(10_000);
    expect(TestBed.inject(Connection).isUnreachable()).toBe(true);
    expect(page.querySelector('.body.stale')?.textContent).toContain('Too slow');
    expect(button('Retry').disabled).toBe(true);
    expect(button('Copy as curl').disabled).toBe(false);
    failure = undefined;
    poll(30_000);
    expect(page.querySelector('.stale')).toBeNull();
    expect(button('Retry').disabled).toBe(false);
  });

  it('shows a malformed result as text with its badge, and where it stops being JSON', async () => {
    job = aJob({ status: 'COMPLETED', result: '{"a": <img src=x onerror=alert(1)>}', resultValid: false });
    const { page, text } = await open();
    expect(text()).toContain('Hallucinated Response');
    expect(text()).toContain('The result is not the JSON that was asked for.');
    expect(text()).toContain('Parsing stopped at line 1, column 7: expected a value, found <');
    expect(page.querySelector('ft-raw-text')?.textContent).toContain('<img src=x onerror=alert(1)>');
    expect(page.querySelector('img')).toBeNull();
  });

  it('says why a job failed', async () => {
    job = failed();
    const { text } = await open();
    expect(text()).toMatch(/Too slow ?timeout ?Another run could help\./);
  });

  it('stands a result of any kind', async () => {
    const results: unknown[] = [undefined, null, 0, '', [], {}, 'x'.repeat(10_000), ['\u202e'], { toString: 'no' }];
    const { poll, page } = await open(`/jobs/${id}?tab=result`);
    for (const result of results) {
      job = aJob({ status: 'COMPLETED', result, updatedAt: new Date().toISOString() });
      poll(10_000);
      expect(page.querySelector('.chip')?.textContent).toBe('Completed');
      expect(page.querySelector('#job-panel')?.textContent.trim()).not.toBe('');
    }
  });

  describe('cancel and retry', () => {
    it('show at once, before the backend has answered', async () => {
      const { click, text } = await open();
      click('Cancel');
      expect(posts).toEqual([['cancel', id]]);
      expect(text()).toContain('Cancelled');
    });

    it('leave the focus at the heading, since their buttons go', async () => {
      const { click, button, page } = await open();
      button('Cancel').focus();
      click('Cancel');
      expect(document.activeElement).toBe(page.querySelector('h1'));
    });

    it('hold against polls that were on their way', async () => {
      const { click, poll, text } = await open();
      click('Cancel');
      job = aJob({ updatedAt: '2026-11-26T14:00:01.000Z' });
      poll();
      expect(text()).toContain('Cancelled');
      expect(text()).not.toContain('Pending');
    });

    it('take over what the backend answers, and then what it says next', async () => {
      job = failed();
      const { click, poll, text } = await open();
      click('Retry');
      const reopened = aJob({ status: 'PENDING', attempt: 3 });
      job = reopened;
      answer.next(reopened);
      answer.complete();
      poll(0);
      expect(text()).toContain('Pending');
      job = aJob({ status: 'PROCESSING', attempt: 4, attempts: 1 });
      poll();
      expect(text()).toContain('Processing');
    });

    it('are taken back when the backend refuses, with its reason', async () => {
      const { click, poll, text } = await open();
      click('Cancel');
      answer.error(problem(409));
      poll(0);
      expect(text()).toContain('The job was not cancelled. Answer 409.');
      expect(text()).toContain('request-7');
      expect(text()).toContain('Pending');
      expect(text()).not.toContain('Cancelled');
    });

    it('are told when they are done, and a cancel is undone by a retry, also from another page', async () => {
      const { click, poll } = await open();
      click('Cancel');
      job = aJob({ status: 'CANCELLED' });
      answer.next(job);
      answer.complete();
      poll(0);
      const toasts = TestBed.inject(Toasts);
      expect(toasts.shown()).toMatchObject([{ tone: 'ok', text: '1 job is cancelled.', offer: { label: 'Undo' } }]);
      await TestBed.inject(Router).navigateByUrl('/jobs/new');
      answer = new Subject();
      const [{ offer }] = toasts.shown() as [Toast];
      if (offer && 'run' in offer) offer.run();
      expect(posts).toEqual([
        ['cancel', id],
        ['retry', id],
      ]);
      answer.error(problem(409));
      expect(toasts.shown().at(-1)).toMatchObject({ tone: 'bad', text: 'The job was not retried. Answer 409.' });
    });

    it('are off while one is under way', async () => {
      const { button, click } = await open();
      click('Cancel');
      expect(button('Retry').disabled).toBe(true);
    });
  });

  it('offers the test aid and shows its outcome', async () => {
    const { page, click } = await open();
    page.querySelector<HTMLButtonElement>('[aria-label="More actions"]')?.click();
    await settle();
    const items = Array.from(document.querySelectorAll<HTMLElement>('[cdkmenuitem]'));
    items.find((item) => item.textContent.includes('Hallucinate'))?.click();
    expect(posts).toEqual([['hallucinate', id]]);
    job = aJob({ status: 'COMPLETED', result: '{', resultValid: false });
    answer.next(job);
    click('History');
    expect(page.textContent).toContain('Hallucinated Response');
  });

  describe('edit and retry', () => {
    async function edit(prompt: string): Promise<World> {
      job = failed({ prompt: 'First try', payload: { prompt: 'First try' } });
      const world = await open();
      world.click('Edit and retry');
      await settle();
      world.poll(0);
      const area = world.page.querySelector('textarea')!;
      expect(area.value).toBe('First try');
      area.value = prompt;
      area.dispatchEvent(new Event('input'));
      world.poll(0);
      world.click('Retry as a new job');
      return world;
    }

    it('sends the new prompt and goes to the new job', async () => {
      await edit('Second try');
      expect(posts).toEqual([['retry', id, '{\n  "prompt": "Second try"\n}']]);
      answer.next(aJob({ id: 'the-new-one' }));
      await settle();
      expect(TestBed.inject(Router).url).toBe('/jobs/the-new-one');
      expect(reads.at(-1)).toBe('the-new-one');
    });

    it('leaves a person where they went meanwhile', async () => {
      await edit('Second try');
      await TestBed.inject(Router).navigateByUrl('/jobs/new');
      answer.next(aJob({ id: 'the-new-one' }));
      await settle();
      expect(TestBed.inject(Router).url).toBe('/jobs/new');
      expect(TestBed.inject(Toasts).shown()).toMatchObject([{ tone: 'ok', offer: { path: '/jobs/the-new-one' } }]);
    });

    it('says in a toast that it was refused after the page was left', async () => {
      await edit('Second try');
      await TestBed.inject(Router).navigateByUrl('/jobs/new');
      answer.error(problem(409));
      expect(TestBed.inject(Toasts).shown()).toMatchObject([
        { tone: 'bad', text: 'The edited job was not sent. Answer 409.' },
      ]);
    });

    it.each([
      ['blank', '   ', 'must not be blank'],
      ['too long', 'x'.repeat(5001), 'Shorten it by 1'],
    ])('sends no prompt that is %s, and says so', async (_name, prompt, reason) => {
      const { page, text } = await edit(prompt);
      expect(posts).toEqual([]);
      expect(text()).toContain(reason);
      expect(page.querySelector('textarea')?.getAttribute('aria-invalid')).toBe('true');
    });

    it('shows at the field what the backend finds wrong with it, and keeps the text', async () => {
      const { page, poll } = await edit('Second try');
      const fields = [{ pointer: '/payload/prompt', detail: 'prompt is rude' }];
      answer.error(new ApiProblem({ title: 'Bad Request', detail: 'Look at errors.', status: 400, fields }));
      poll(0);
      expect(page.querySelector('#payload-prompt-hint')?.textContent).toContain('prompt is rude');
      expect(page.querySelector('textarea')?.value).toBe('Second try');
    });

    it('keeps what is written over polls', async () => {
      const { page, poll } = await edit('   ');
      job = failed({ prompt: 'First try', payload: { prompt: 'First try' }, updatedAt: '2026-11-26T14:09:00.000Z' });
      poll(10_000);
      expect(page.querySelector('textarea')?.value).toBe('   ');
    });
  });

  it('lets no key act on a job while it is edited, and keeps the edit for who comes back', async () => {
    TestBed.inject(JobNeighbours).remember({ ids: [id, 'older'], total: '2', query: {} });
    job = failed({ prompt: 'First try', payload: { prompt: 'First try' } });
    const { page, click, poll } = await open();
    const begin = async (): Promise<HTMLTextAreaElement> => {
      click('Edit and retry');
      await settle();
      poll(0);
      return page.querySelector('textarea')!;
    };
    const area = await begin();
    area.value = 'Second try';
    area.dispatchEvent(new Event('input'));
    for (const key of [']', 'r']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await settle();
    expect(posts).toEqual([]);
    expect(TestBed.inject(Router).url).toBe(`/jobs/${id}`);
    await TestBed.inject(Router).navigateByUrl('/jobs/new');
    await TestBed.inject(Router).navigateByUrl(`/jobs/${id}`);
    poll(0);
    expect((await begin()).value).toBe('Second try');
    click('Discard');
    expect((await begin()).value).toBe('First try');
  });

  it('offers no retry of the job as it was while it is edited', async () => {
    job = failed({ prompt: 'First try', payload: { prompt: 'First try' } });
    const { page, click, poll } = await open();
    const offered = (): string[] =>
      Array.from(page.querySelectorAll('ft-job-actions .btn > .phone-hide'), ({ textContent }) => textContent);
    expect(offered()).toEqual(['Retry', 'Edit and retry', 'Copy as curl']);
    click('Edit and retry');
    await settle();
    poll(0);
    expect(offered()).toEqual(['Copy as curl', 'Duplicate']);
    click('Discard');
    await settle();
    expect(offered()).toEqual(['Retry', 'Edit and retry', 'Copy as curl']);
  });

  it('duplicates into a new job of any type', async () => {
    job = aJob({ type: 'report', status: 'PROCESSING' });
    const { click } = await open();
    click('Duplicate');
    await settle();
    expect(TestBed.inject(Router).url).toBe(`/jobs/new?from=${id}`);
  });

  it('links a job and its edited retry', async () => {
    job = failed({ retryOf: 'before', retriedAs: 'after' });
    const { page } = await open();
    const links = Array.from(page.querySelectorAll('.link-line a'), (link) => link.getAttribute('href'));
    expect(links).toEqual(['/jobs/before', '/jobs/after']);
  });

  describe('callbacks', () => {
    const entry = (more: Partial<CallbackEntry>): CallbackEntry => ({
      id: String(more.verdict),
      at: '2026-11-26T14:00:05.000Z',
      verdict: 'accepted',
      address: '127.0.0.1',
      path: '/webhook/callback',
      status: 200,
      ...more,
    });

    it('stand with their verdict, what it means and their body as text', async () => {
      const body = '{"jobId":"<img src=x>"}';
      const entries = [entry({ verdict: 'duplicate', body }), entry({ attempt: 1, proof: 'secret' })];
      callbacks = () => of({ entries, hasOlder: false });
      const { page, text, poll } = await open(`/jobs/${id}?tab=callbacks`);
      await settle();
      poll(0);
      expect(text()).toContain('Callbacks 2');
      expect(text()).toContain('The job had this outcome already: nothing changed.');
      expect(text()).toContain('Attempt 1. Proven by the shared secret, from 127.0.0.1 at /webhook/callback.');
      expect(page.querySelector('details ft-raw-text')?.textContent).toContain(body);
      expect(page.querySelector('img')).toBeNull();
    });

    it('for an id that no job has stand on its page', async () => {
      failure = problem(404);
      callbacks = () => of({ entries: [entry({ verdict: 'unknown job', status: 404 })], hasOlder: false });
      const { page, text } = await open();
      expect(text()).toContain('No job with this id.');
      const rows = page.querySelector('[aria-labelledby=called-back-heading]')!;
      expect(rows.querySelector('time')?.dateTime).toBe('2026-11-26T14:00:05.000Z');
      expect(rows.textContent.replace(/\s+/g, ' ')).toMatch(
        /^ ?Workers called back for this id.*Unknown job ?answered 404 ?There was no such job\./,
      );
    });

    it.each<[string, () => Observable<CallbackPage>]>([
      ['that cannot be read', () => throwError(() => problem(500))],
      ['of which there are none', () => of({ entries: [], hasOlder: false })],
    ])('%s add nothing to the page of a missing job', async (_name, answered) => {
      failure = problem(404);
      callbacks = answered;
      const { page, text } = await open();
      expect(text()).toContain('No job with this id.');
      expect(text()).not.toMatch(/called back|could not be read|Answer 500/);
      expect(page.querySelectorAll('ft-job-missing section')).toHaveLength(1);
      expect(page.querySelector('[role=alert]')).toBeNull();
    });

    it('that cannot be read cost the page nothing else', async () => {
      callbacks = () => throwError(() => problem(500));
      const { text, poll, click } = await open(`/jobs/${id}?tab=callbacks`);
      await settle();
      poll(0);
      expect(text()).toContain('The callbacks could not be read. Answer 500.');
      expect(text()).toContain('Pending');
      click('Input');
      await settle();
      poll(0);
      expect(text()).toContain('Say hello');
    });
  });

  describe('neighbours', () => {
    it('are those of the list it was opened from, by link and by key', async () => {
      TestBed.inject(JobNeighbours).remember({ ids: ['newer', id, 'older'], total: '7', query: { status: 'failed' } });
      const { page, text } = await open();
      expect(text()).toContain('2 of 7');
      expect(page.querySelector('.crumb a')?.getAttribute('href')).toBe('/jobs?status=failed');
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ']', bubbles: true }));
      await settle();
      expect(TestBed.inject(Router).url).toBe('/jobs/older');
      expect(reads.at(-1)).toBe('older');
    });

    it('are not offered for a job from elsewhere', async () => {
      TestBed.inject(JobNeighbours).remember({ ids: ['a', 'b'], total: '2', query: {} });
      const { page } = await open();
      expect(page.querySelector('[aria-label="Next job of the list"]')).toBeNull();
    });
  });

  it('cancels and retries by key, only where its state offers that', async () => {
    await open();
    const press = (key: string): boolean =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('r');
    expect(posts).toEqual([]);
    press('c');
    expect(posts).toEqual([['cancel', id]]);
  });

  it('stands jobs of every odd shape', async () => {
    const { page, poll } = await open();
    const odd = [
      { history: [{ at: 'never', event: 'odd', to: 'PENDING', attempt: -1, by: '' }] },
      { waitingFor: { reason: 'moon', until: 'later' } },
      { progress: { percent: -1e9, at: 'x' }, status: 'PROCESSING' },
      { completedAt: '2026-11-26T13:00:00.000Z', status: 'FAILED' },
      { tags: ['<b>'], metadata: { a: { b: 1 } }, usage: {} },
    ] as unknown as Partial<JobView>[];
    for (const more of odd) {
      job = aJob({ ...more, updatedAt: new Date().toISOString() });
      poll(10_000);
      expect(page.querySelector('.chip')).not.toBeNull();
      expect(page.querySelector('#job-panel')?.textContent.trim()).not.toBe('');
      expect(page.textContent).not.toMatch(/-\d+(\.\d)? s\b|NaN/);
    }
  });

  describe('tabs', () => {
    const chosen = (page: HTMLElement): string | undefined =>
      page.querySelector('[role=tab][aria-selected=true]')?.textContent.trim();

    it('begin with what matters most', async () => {
      job = failed();
      expect(chosen((await open()).page)).toBe('Error');
    });

    it('are named in the address', async () => {
      const { click, page } = await open(`/jobs/${id}?tab=raw`);
      expect(chosen(page)).toBe('Raw');
      click('History');
      await settle();
      expect(TestBed.inject(Router).url).toBe(`/jobs/${id}?tab=history`);
    });

    it('stand a name that does not exist', async () => {
      expect(chosen((await open(`/jobs/${id}?tab=nonsense`)).page)).toBe('Input');
    });

    it('do not change under the reader when the job ends', async () => {
      const { page, poll } = await open();
      job = aJob({ status: 'COMPLETED', result: '1', resultValid: true });
      poll();
      expect(page.textContent).toContain('Completed');
      expect(chosen(page)).toBe('Input');
    });

    it('go by arrow keys', async () => {
      const { page } = await open();
      page
        .querySelector<HTMLElement>('[aria-selected=true]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
      await settle();
      expect(TestBed.inject(Router).url).toBe(`/jobs/${id}?tab=result`);
    });

    it('keep their content in the page while polls change nothing of it', async () => {
      const { page, poll } = await open();
      const line = page.querySelector('.ln');
      job = aJob({ status: 'PROCESSING', attempts: 1, attempt: 1 });
      poll();
      expect(page.querySelector('.ln')).toBe(line);
    });
  });
});
