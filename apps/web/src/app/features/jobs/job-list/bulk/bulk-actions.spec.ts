import type { DestroyableInjector } from '@angular/core';
import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { BulkOutcomeView, BulkPreviewView, OperationView } from '@fasttrack/contracts';
import { Subject } from 'rxjs';
import { aJob, aJobRow } from '../../../../../testing/a-job';
import { ApiProblem } from '../../../../core/api-problem';
import { BulkApi } from '../../../../core/bulk-api';
import { Toasts } from '../../../../core/toasts';
import { JobListStore } from '../job-list-store';
import { RowChanges } from '../row-changes';
import { BulkActions } from './bulk-actions';
import { Operations } from './operations';
import { RowSelection } from './row-selection';

const BOUND = '2026-11-23T14:03:00.001Z';
const UNREACHABLE = new ApiProblem({ title: 'Backend unreachable', detail: 'It did not answer.', status: 0 });
const counted = (total: number) =>
  ({ action: 'cancel', filter: {}, total, createdBefore: BOUND, sample: [] }) as BulkPreviewView;

describe('BulkActions', () => {
  let previews: Subject<BulkPreviewView>;
  let operations: Subject<OperationView>;
  let outcomes: Subject<readonly BulkOutcomeView[]>;
  let begun: unknown[];
  let injector: DestroyableInjector;
  let bulk: BulkActions;
  const toasts = (): readonly string[] =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);

  beforeEach(() => {
    jest.useFakeTimers();
    [previews, operations, outcomes, begun] = [new Subject(), new Subject(), new Subject(), []];
    const api = {
      preview: () => previews,
      begin: (...asked: unknown[]) => (begun.push(asked), operations),
      byIds: () => outcomes,
    };
    injector = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [
        { provide: BulkApi, useValue: api },
        { provide: JobListStore, useValue: { follow: () => undefined } },
        { provide: RowChanges, useValue: { show: () => undefined } },
        { provide: Operations, useValue: { watch: () => undefined } },
        { provide: RowSelection },
        { provide: BulkActions },
      ],
    });
    bulk = injector.get(BulkActions);
  });
  afterEach(() => jest.useRealTimers());

  it('changes no job that was created after the count', () => {
    bulk.askAboutAll('cancel', { tag: 'few' });
    previews.next(counted(60));
    bulk.confirm();
    expect(begun).toEqual([['cancel', { tag: 'few', createdBefore: BOUND }]]);
    operations.next({ total: 60 } as OperationView);
    expect(toasts()).toEqual([]);
  });

  it('says when the operation is for another number of jobs than was confirmed', () => {
    bulk.askAboutAll('cancel', {});
    previews.next(counted(60));
    bulk.confirm();
    operations.next({ total: 58 } as OperationView);
    expect(toasts()).toEqual(['Jobs changed meanwhile: it is for 58 jobs, 60 had been counted.']);
  });

  it('asks nothing about a filter that is left, whether it was counted already or not', () => {
    bulk.askAboutAll('cancel', { tag: 'few' });
    bulk.leave();
    expect([previews.observed, bulk.isBusy()]).toEqual([false, false]);
    bulk.askAboutAll('cancel', { tag: 'few' });
    previews.next(counted(60));
    bulk.leave();
    expect(bulk.question()).toBeUndefined();
  });

  it('says so when the action fits none of the selected jobs', () => {
    bulk.askAbout('retry', [aJobRow({ id: '1' })]);
    expect(bulk.question()).toBeUndefined();
    expect(toasts()).toEqual(['None of the selected jobs can be retried.']);
  });

  it('leaves the jobs selected that were refused, and says how many were changed and why the others were not', () => {
    const selection = injector.get(RowSelection);
    const page = ['1', '2', '3'];
    selection.selectPage(page);
    const jobs = page.map((id) => aJobRow({ id, status: 'FAILED' }));
    bulk.askAbout('retry', jobs);
    bulk.confirm();
    const error = 'The job has been changed meanwhile.';
    outcomes.next([
      { id: '1', status: 200, job: aJob({ id: '1' }) },
      { id: '2', status: 409, error },
    ]);
    outcomes.next([{ id: '3', status: 200, job: aJob({ id: '3' }) }]);
    outcomes.complete();
    expect([...selection.ids()]).toEqual(['2']);
    expect(bulk.refusals()).toEqual({ action: 'retry', changed: 2, refused: [{ id: '2', error }] });
    expect(toasts()).toEqual(['2 jobs are waiting again.']);
  });

  it('leaves nothing selected when all were changed', () => {
    const selection = injector.get(RowSelection);
    selection.selectPage(['1']);
    bulk.askAbout('cancel', [aJobRow({ id: '1' })]);
    bulk.confirm();
    outcomes.next([{ id: '1', status: 200, job: aJob({ id: '1', status: 'CANCELLED' }) }]);
    outcomes.complete();
    expect([selection.isEmpty(), bulk.refusals()]).toEqual([true, undefined]);
  });

  it('says that an undo did not work also when its page was left', () => {
    bulk.askAbout('cancel', [aJobRow({ id: '1' })]);
    bulk.confirm();
    const first = outcomes;
    outcomes = new Subject();
    first.next([{ id: '1', status: 200, job: aJob({ id: '1', status: 'CANCELLED' }) }]);
    first.complete();
    injector.destroy();
    const [{ offer } = {}] = TestBed.inject(Toasts).shown();
    if (offer && 'run' in offer) offer.run();
    outcomes.error(UNREACHABLE);
    expect(toasts()).toContain('0 jobs are waiting again. The others were not. It did not answer.');
  });
});
