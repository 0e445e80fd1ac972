import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { JobView } from '@fasttrack/contracts';
import { Subject } from 'rxjs';
import { aJob, aJobRow } from '../../../../testing/a-job';
import { ApiProblem } from '../../../core/api-problem';
import { JobsApi } from '../../../core/jobs-api';
import { Toasts } from '../../../core/toasts';
import { RowChanges } from './row-changes';

describe('RowChanges', () => {
  let answer: Subject<JobView>;
  let list: EnvironmentInjector;
  let changes: RowChanges;
  const done = jest.fn();
  const cancel = jest.fn();
  const job = aJobRow({ id: 'x' });

  beforeEach(() => {
    answer = new Subject();
    done.mockReset();
    cancel.mockReset().mockImplementation(() => answer);
    const api: Partial<JobsApi> = { cancel, retry: () => answer, hallucinate: () => answer };
    TestBed.configureTestingModule({ providers: [{ provide: JobsApi, useValue: api }] });
    list = createEnvironmentInjector([RowChanges], TestBed.inject(EnvironmentInjector));
    changes = list.get(RowChanges);
  });

  it('shows a cancelled job at once and keeps it so until the list has it', () => {
    changes.start('cancel', job, done);
    expect(changes.patches().get('x')).toEqual({ status: 'CANCELLED' });
    expect(changes.done()).toEqual([]);
    answer.next(aJob({ id: 'x', status: 'CANCELLED', completedAt: '2026-11-26T14:00:01.000Z' }));
    expect(done).toHaveBeenCalledTimes(1);
    expect(changes.patches().get('x')).toMatchObject({ status: 'CANCELLED', completedAt: '2026-11-26T14:00:01.000Z' });
    expect(changes.done()).toHaveLength(1);
    changes.settle(changes.done());
    expect(changes.patches().size).toBe(0);
  });

  it('keeps a change that was begun while the list was read that has the one before', () => {
    changes.start('cancel', job, done);
    answer.next(aJob({ id: 'x', status: 'CANCELLED' }));
    const read = changes.done();
    changes.start('retry', job, done);
    changes.settle(read);
    expect(changes.patches().get('x')).toMatchObject({ status: 'PENDING' });
  });

  it('shows a retried job as waiting, without the error of before', () => {
    changes.start('retry', aJobRow({ id: 'x', status: 'FAILED', attempts: 3 }), done);
    expect(changes.patches().get('x')).toMatchObject({ status: 'PENDING', attempts: 0 });
    answer.next(aJob({ id: 'x' }));
    expect(changes.patches().get('x')).toHaveProperty('error', undefined);
  });

  it('takes the change back and says why when the backend refuses', () => {
    changes.start('cancel', job, done);
    const problem = new ApiProblem({ title: 'Conflict', detail: 'It is COMPLETED', status: 409, requestId: 'r-1' });
    answer.error(problem);
    expect(changes.patches().size).toBe(0);
    expect(changes.problem()).toEqual({ lead: 'The job was not cancelled.', problem });
    expect(done).toHaveBeenCalledTimes(1);
    changes.dismissProblem();
    expect(changes.problem()).toBeUndefined();
  });

  it('says in a toast what was refused after the page was left', () => {
    changes.start('cancel', job, done);
    const toasts = TestBed.inject(Toasts);
    list.destroy();
    answer.error(new ApiProblem({ title: 'Conflict', detail: 'It is COMPLETED.', status: 409 }));
    expect(toasts.shown()).toMatchObject([{ tone: 'bad', text: 'The job was not cancelled. It is COMPLETED.' }]);
  });

  it('tells of a cancel and takes it back by Undo, also where no poll has settled it', () => {
    const toasts = TestBed.inject(Toasts);
    changes.start('cancel', job, done);
    answer.next(aJob({ id: 'x', status: 'CANCELLED' }));
    const [{ text, offer } = {}] = toasts.shown();
    expect([text, offer?.label]).toEqual(['1 job is cancelled.', 'Undo']);
    answer = new Subject();
    if (offer && 'run' in offer) offer.run();
    expect(changes.patches().get('x')).toMatchObject({ status: 'PENDING' });
    answer.next(aJob({ id: 'x' }));
    expect(toasts.shown().at(-1)).toMatchObject({ text: '1 job is waiting again.' });
    expect(toasts.shown().at(-1)).not.toHaveProperty('offer');
    expect(done).toHaveBeenCalledTimes(2);
  });

  it('leaves the row cancelled when the Undo is refused', () => {
    changes.start('cancel', job, done);
    answer.next(aJob({ id: 'x', status: 'CANCELLED' }));
    answer = new Subject();
    changes.start('retry', job, done);
    answer.error(new ApiProblem({ title: 'Conflict', detail: 'It is PENDING.', status: 409 }));
    expect(changes.patches().get('x')).toMatchObject({ status: 'CANCELLED' });
    expect(changes.problem()).toMatchObject({ lead: 'The job was not retried.' });
  });

  it('changes a row once at a time, and nothing ahead of a malformed result', () => {
    changes.start('hallucinate', job, done);
    expect(changes.patches().get('x')).toEqual({});
    changes.start('cancel', job, done);
    expect(cancel).not.toHaveBeenCalled();
  });
});
