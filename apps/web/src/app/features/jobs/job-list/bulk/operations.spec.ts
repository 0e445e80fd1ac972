import { TestBed } from '@angular/core/testing';
import type { OperationView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { defer, map, of, throwError, timer } from 'rxjs';
import { anOperation } from '../../../../../testing/an-operation';
import { ApiProblem } from '../../../../core/api-problem';
import { BulkApi } from '../../../../core/bulk-api';
import { LiveControl } from '../../../../core/live-control';
import { JobListStore } from '../job-list-store';
import { Operations } from './operations';

const done = (overrides: Partial<OperationView> = {}): OperationView =>
  anOperation({ state: 'COMPLETED', examined: 100, changed: 100, updatedAt: '2026-11-26T14:00:09.000Z', ...overrides });

describe('Operations', () => {
  let listed: readonly OperationView[];
  let abort: (id: string) => Observable<OperationView>;
  let asked: number;
  let followed: number;

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    [listed, asked, followed] = [[], 0, 0];
    abort = (id) => of(anOperation({ id, state: 'ABORTED', updatedAt: '2026-11-26T14:00:06.000Z' }));
    const operations = () => ((asked += 1), timer(1).pipe(map(() => listed)));
    const api = { operations: () => defer(operations), abort: (id: string) => abort(id) };
    TestBed.configureTestingModule({
      providers: [
        Operations,
        { provide: BulkApi, useValue: api },
        { provide: JobListStore, useValue: { follow: () => (followed += 1), refresh: () => (followed += 1) } },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  function open(): Operations {
    const operations = TestBed.inject(Operations);
    wait(1);
    return operations;
  }
  function refresh(operations: Operations): void {
    operations.refresh();
    // A request that is dropped has its moment before the next one is made.
    wait(300);
  }
  function wait(ms: number): void {
    jest.advanceTimersByTime(ms);
    TestBed.tick();
  }
  const states = (operations: Operations): readonly string[] => operations.shown().map(({ state }) => state);

  it('shows those that run, and how those ended that it has seen running', () => {
    listed = [anOperation(), done({ id: 'before' })];
    const operations = open();
    expect(operations.shown()).toEqual([anOperation()]);
    listed = [done(), done({ id: 'before' })];
    wait(3000);
    expect(operations.shown()).toEqual([done()]);
  });

  it('asks often as soon as it sees one run, and seldom while none does', () => {
    open();
    wait(29_000);
    expect(asked).toBe(1);
    listed = [anOperation()];
    wait(2000);
    expect(asked).toBe(2);
    wait(9000);
    // The live control is at its usual two seconds.
    expect(asked).toBe(6);
    listed = [done()];
    wait(40_000);
    expect(asked).toBe(8);
  });

  it('shows one that was begun here before any list has it, and does not fall back behind what it was told', () => {
    const operations = open();
    operations.watch(anOperation({ examined: 60, updatedAt: '2026-11-26T14:00:07.000Z' }));
    expect(operations.shown()).toMatchObject([{ examined: 60 }]);
    listed = [anOperation({ examined: 40 })];
    refresh(operations);
    expect(operations.shown()).toMatchObject([{ examined: 60 }]);
    listed = [done()];
    refresh(operations);
    expect(operations.shown()).toEqual([done()]);
  });

  it('aborts, says so at once, and asks for the jobs that were changed', () => {
    listed = [anOperation()];
    const operations = open();
    operations.abort(anOperation());
    expect(states(operations)).toEqual(['ABORTED']);
    expect(followed).toBe(1);
  });

  it('says why one was not aborted, until that is dismissed or tried again', () => {
    listed = [anOperation()];
    const operations = open();
    const refusal = new ApiProblem({ title: 'Conflict', detail: 'It has ended.', status: 409 });
    abort = () => throwError(() => refusal);
    operations.abort(anOperation());
    expect(operations.problem()).toBe(refusal);
    expect(states(operations)).toEqual(['RUNNING']);
    operations.dismissProblem();
    expect(operations.problem()).toBeUndefined();
    operations.abort(anOperation());
    abort = (id) => of(anOperation({ id, state: 'ABORTED', updatedAt: '2026-11-26T14:00:06.000Z' }));
    operations.abort(anOperation());
    expect(operations.problem()).toBeUndefined();
  });

  it('keeps one out of sight that was dismissed', () => {
    const operations = open();
    operations.watch(done());
    operations.dismiss(done());
    listed = [done()];
    refresh(operations);
    expect(operations.shown()).toEqual([]);
  });

  it('asks for nothing by itself while the live control is off', () => {
    const operations = open();
    TestBed.inject(LiveControl).choose(0);
    TestBed.tick();
    const before = asked;
    operations.watch(anOperation());
    wait(60_000);
    expect([operations.isPaused(), asked]).toEqual([true, before]);
    operations.refresh();
    expect([asked, followed]).toEqual([before + 1, 1]);
  });
});
