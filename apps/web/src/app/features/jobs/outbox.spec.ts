import { TestBed } from '@angular/core/testing';
import type { JobView } from '@fasttrack/contracts';
import { Subject } from 'rxjs';
import { aJob } from '../../../testing/a-job';
import { ApiProblem } from '../../core/api-problem';
import { JobsApi } from '../../core/jobs-api';
import { Toasts } from '../../core/toasts';
import type { DraftJob } from './draft';
import { Draft, readDraft } from './draft';
import { Outbox } from './outbox';

const BODY: DraftJob = { prompt: 'Say hello', priority: 5, expects: 'text' };
const REFUSED = new ApiProblem({ title: 'Unavailable', detail: 'The store is down', status: 503, requestId: 'r-1' });

describe('Outbox', () => {
  let answers: Subject<JobView>[];
  let outbox: Outbox;
  let draft: Draft;

  beforeEach(() => {
    sessionStorage.clear();
    answers = [];
    const submit = (): Subject<JobView> => {
      const answer = new Subject<JobView>();
      answers.push(answer);
      return answer;
    };
    TestBed.configureTestingModule({ providers: [{ provide: JobsApi, useValue: { submit } }] });
    outbox = TestBed.inject(Outbox);
    draft = TestBed.inject(Draft);
  });

  it('has a job on its way at once, then with its id under the same key', () => {
    outbox.send(BODY);
    const [{ key } = { key: '' }] = outbox.sending();
    expect(outbox.sending()).toMatchObject([{ body: BODY }]);
    expect(outbox.keysOfSent()).toEqual([]);
    answers[0]?.next(aJob({ id: 'x' }));
    expect(outbox.sending()).toMatchObject([{ key, job: { id: 'x' } }]);
    expect(outbox.keyOf('x')).toBe(key);
    expect(outbox.isOwn('x')).toBe(true);
    expect(TestBed.inject(Toasts).shown()).toMatchObject([{ text: 'Job sent.', link: { path: '/jobs/x' } }]);
    outbox.settle(outbox.keysOfSent());
    expect(outbox.sending()).toEqual([]);
    expect(outbox.keyOf('x')).toBe(key);
  });

  it('takes a refused job back, says why, and gives the draft back', () => {
    outbox.send(BODY);
    answers[0]?.error(REFUSED);
    expect(outbox.sending()).toEqual([]);
    expect(outbox.failures()).toMatchObject([{ body: BODY, problem: { requestId: 'r-1' } }]);
    expect(draft.job()).toEqual(BODY);
  });

  it('does not write over a newer draft', () => {
    outbox.send(BODY);
    draft.change({ prompt: 'Something else' });
    answers[0]?.error(REFUSED);
    expect(draft.job().prompt).toBe('Something else');
    expect(outbox.failures()).toHaveLength(1);
  });

  it('forgets old failures with the next try', () => {
    outbox.send(BODY);
    answers[0]?.error(REFUSED);
    outbox.send(BODY);
    expect(outbox.failures()).toEqual([]);
    answers[1]?.error(REFUSED);
    outbox.dismiss(outbox.failures()[0]?.key ?? '');
    expect(outbox.failures()).toEqual([]);
  });

  it('keeps several apart', () => {
    outbox.send(BODY);
    outbox.send({ ...BODY, prompt: 'Second' });
    answers[0]?.error(REFUSED);
    answers[1]?.next(aJob({ id: 'y' }));
    expect(outbox.sending()).toMatchObject([{ body: { prompt: 'Second' }, job: { id: 'y' } }]);
  });
});

describe('Draft', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('survives a reload and can be cleared', () => {
    TestBed.inject(Draft).change({ prompt: 'half a thought', priority: 4 });
    TestBed.resetTestingModule();
    expect(TestBed.inject(Draft).job()).toEqual({ prompt: 'half a thought', priority: 4, expects: 'json' });
    TestBed.inject(Draft).clear();
    TestBed.resetTestingModule();
    expect(TestBed.inject(Draft).isEmpty()).toBe(true);
  });

  it.each(['{', 'null', '[]', '"x"', '{"prompt":7,"priority":9,"expects":"xml"}'])('starts empty from %p', (text) => {
    sessionStorage.setItem('ft.draft', text);
    expect(TestBed.inject(Draft).job()).toEqual({ prompt: '', priority: 3, expects: 'json' });
  });

  it('takes what fits of another job', () => {
    expect(readDraft({ prompt: 'p', priority: 1, expects: 'text', secret: 1 })).toEqual({
      prompt: 'p',
      priority: 1,
      expects: 'text',
    });
  });
});
