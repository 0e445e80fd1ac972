import { TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { aJob } from '../../../testing/a-job';
import { ApiProblem } from '../../core/api-problem';
import type { Submitted } from '../../core/jobs-api';
import { JobsApi } from '../../core/jobs-api';
import { Toasts } from '../../core/toasts';
import { Draft } from './draft';
import { promptDraft } from './draft-job';
import { Outbox } from './outbox';

const DRAFT = { ...promptDraft('Say hello'), priority: 5, expects: 'text' } as const;
const ROW = { type: 'prompt', prompt: 'Say hello', priority: 5, expects: 'text' };
const REFUSED = new ApiProblem({ title: 'Unavailable', detail: 'The store is down', status: 503, requestId: 'r-1' });

describe('Outbox', () => {
  let answers: Subject<Submitted>[];
  let sent: unknown[][];
  let outbox: Outbox;
  let draft: Draft;

  beforeEach(() => {
    sessionStorage.clear();
    answers = [];
    sent = [];
    const submit = (...args: unknown[]): Subject<Submitted> => {
      sent.push(args);
      const answer = new Subject<Submitted>();
      answers.push(answer);
      return answer;
    };
    TestBed.configureTestingModule({ providers: [{ provide: JobsApi, useValue: { submit } }] });
    outbox = TestBed.inject(Outbox);
    draft = TestBed.inject(Draft);
  });

  it('has a job on its way at once, then with its id under the same key', () => {
    outbox.send(DRAFT);
    const [{ key } = { key: '' }] = outbox.sending();
    expect(outbox.sending()).toMatchObject([{ body: ROW }]);
    expect(outbox.keysOfSent()).toEqual([]);
    answers[0]?.next({ job: aJob({ id: 'x' }), isReplay: false });
    expect(outbox.sending()).toMatchObject([{ key, job: { id: 'x' } }]);
    expect(outbox.keyOf('x')).toBe(key);
    expect(outbox.isOwn('x')).toBe(true);
    expect(TestBed.inject(Toasts).shown()).toMatchObject([{ text: 'Job sent.', offer: { path: '/jobs/x' } }]);
    outbox.settle(outbox.keysOfSent());
    expect(outbox.sending()).toEqual([]);
    expect(outbox.keyOf('x')).toBe(key);
  });

  it('sends the JSON text of the body, with long numbers as they were written, and the idempotency key', () => {
    outbox.send({ ...DRAFT, type: 'order', payload: '{ "n": 9007199254740993 }', idempotencyKey: 'once' });
    expect(sent).toEqual([['{"type":"order","payload":{"n":9007199254740993},"priority":5,"expects":"text"}', 'once']]);
  });

  it('says when the key had made a job before', () => {
    outbox.send({ ...DRAFT, idempotencyKey: 'once' });
    answers[0]?.next({ job: aJob({ id: 'x' }), isReplay: true });
    expect(TestBed.inject(Toasts).shown()).toMatchObject([{ text: expect.stringContaining('the same job') as string }]);
  });

  it('takes a refused job back, says why, and gives the draft back', () => {
    outbox.send(DRAFT);
    answers[0]?.error(REFUSED);
    expect(outbox.sending()).toEqual([]);
    expect(outbox.failures()).toMatchObject([{ draft: DRAFT, problem: { requestId: 'r-1' } }]);
    expect(draft.job()).toEqual(DRAFT);
  });

  it('does not write over a newer draft', () => {
    outbox.send(DRAFT);
    draft.put(promptDraft('Something else'));
    answers[0]?.error(REFUSED);
    expect(draft.job()).toEqual(promptDraft('Something else'));
    expect(outbox.failures()).toHaveLength(1);
  });

  it('gives a draft back to its own type and leaves the one that is chosen', () => {
    outbox.send(DRAFT);
    draft.choose('order');
    answers[0]?.error(REFUSED);
    expect(draft.job().type).toBe('order');
    draft.choose('prompt');
    expect(draft.job()).toEqual(DRAFT);
  });

  it('does not write over a newer draft of the same type while another type is chosen', () => {
    outbox.send(DRAFT);
    draft.put(promptDraft('Something else'));
    draft.choose('order');
    answers[0]?.error(REFUSED);
    draft.choose('prompt');
    expect(draft.job()).toEqual(promptDraft('Something else'));
  });

  it('keeps a failed job that was not brought back while others are sent', () => {
    outbox.send(DRAFT);
    draft.put(promptDraft('Second'));
    answers[0]?.error(REFUSED);
    outbox.send(promptDraft('Second'));
    expect(outbox.failures()).toMatchObject([{ draft: DRAFT }]);
  });

  it('forgets a failed job once what was made of it is sent, unless the form was emptied', () => {
    outbox.send(DRAFT);
    answers[0]?.error(REFUSED);
    outbox.send({ ...DRAFT, priority: 1 });
    expect(outbox.failures()).toEqual([]);
    answers[1]?.error(REFUSED);
    outbox.letGo('prompt');
    outbox.send(promptDraft('Another'));
    expect(outbox.failures()).toHaveLength(1);
  });

  it('forgets it also when the form was emptied and brought back', () => {
    outbox.send(DRAFT);
    answers[0]?.error(REFUSED);
    const bringBack = outbox.letGo('prompt');
    bringBack();
    outbox.send({ ...DRAFT, priority: 1 });
    expect(outbox.failures()).toEqual([]);
  });

  it('forgets old failures with the next try', () => {
    outbox.send(DRAFT);
    answers[0]?.error(REFUSED);
    outbox.send(DRAFT);
    expect(outbox.failures()).toEqual([]);
    answers[1]?.error(REFUSED);
    outbox.dismiss(outbox.failures()[0]?.key ?? '');
    expect(outbox.failures()).toEqual([]);
  });

  it('keeps several apart', () => {
    outbox.send(DRAFT);
    outbox.send(promptDraft('Second'));
    answers[0]?.error(REFUSED);
    answers[1]?.next({ job: aJob({ id: 'y' }), isReplay: false });
    expect(outbox.sending()).toMatchObject([{ body: { prompt: 'Second' }, job: { id: 'y' } }]);
  });
});
