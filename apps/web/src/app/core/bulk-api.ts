import { Injectable, inject } from '@angular/core';
import type { BulkAction, BulkOutcomeView, BulkPreviewView, JobRowView, OperationView } from '@fasttrack/contracts';
import { BULK_ACTIONS, BULK_MAX_IDS, OPERATION_STATES } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { concatMap, from } from 'rxjs';
import type { RawAnswer, ReadAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';
import type { JobConditions } from './jobs-api';
import { readableOf } from './readable-of';
import { readJobRow, readWholeJob } from './read-job';

/** Actions on many jobs at once, and how far those are that go on by themselves. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class BulkApi {
  private readonly api = inject(ApiClient);

  /** One action on jobs by id. Emits the outcomes of up to {@link BULK_MAX_IDS} jobs at a time, in their order. */
  byIds(action: BulkAction, ids: readonly string[]): Observable<readonly BulkOutcomeView[]> {
    const parts = Array.from({ length: Math.ceil(ids.length / BULK_MAX_IDS) }, (_, index) =>
      ids.slice(index * BULK_MAX_IDS, (index + 1) * BULK_MAX_IDS),
    );
    return from(parts).pipe(concatMap((part) => this.api.post('/jobs/bulk', { action, ids: part }, readOutcomes)));
  }

  /** What an action on all jobs of a filter would change now. */
  preview(action: BulkAction, filter: JobConditions): Observable<BulkPreviewView> {
    return this.api.post('/jobs/bulk', { action, filter, dryRun: true }, readPreview);
  }

  /** Begins an action on all jobs of a filter; it goes on after the answer. */
  begin(action: BulkAction, filter: JobConditions): Observable<OperationView> {
    return this.api.post('/jobs/bulk', { action, filter }, readOperation);
  }

  /** The newest operations, newest first. */
  operations(): Observable<readonly OperationView[]> {
    return this.api.get('/operations', readOperations);
  }

  /** Ends an operation; what it changed stays changed. */
  abort(id: string): Observable<OperationView> {
    return this.api.post(`/operations/${encodeURIComponent(id)}/abort`, null, readOperation);
  }
}

const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

function isOperation(value: unknown): value is OperationView {
  if (!isRecord(value) || typeof value['id'] !== 'string') return false;
  const counts = ['total', 'examined', 'changed', 'skipped', 'failed'];
  return (
    isAction(value['action']) &&
    (OPERATION_STATES as readonly unknown[]).includes(value['state']) &&
    counts.every((name) => isCount(value[name]))
  );
}

const isAction = (value: unknown): value is BulkAction => (BULK_ACTIONS as readonly unknown[]).includes(value);

function isOutcome(value: unknown): value is BulkOutcomeView {
  if (!isRecord(value) || typeof value['id'] !== 'string') return false;
  return value['status'] === 200 ? readWholeJob(value['job']) !== undefined : typeof value['error'] === 'string';
}

/** Reads what passes the check; anything else is no answer of this API. */
function reading<T>(what: string, read: (body: unknown) => T | undefined): ReadAnswer<T> {
  return ({ body, headers, status }: RawAnswer<T>): T => {
    const value = read(body);
    if (value !== undefined) return value;
    throw malformedAnswer(`The backend answered something that is ${what}.`, status, headers.get('x-request-id'));
  };
}

const readOutcomes = reading('no list of outcomes', (body) =>
  Array.isArray(body) && body.every(isOutcome) ? (body as readonly BulkOutcomeView[]) : undefined,
);
const readOperation = reading('no operation', (body) => (isOperation(body) ? body : undefined));
const readOperations = reading('no list of operations', (body) =>
  readableOf(body, (one) => (isOperation(one) ? one : undefined)),
);
const readPreview = reading('no dry run', (body): BulkPreviewView | undefined => {
  if (
    !isRecord(body) ||
    !isCount(body['total']) ||
    !isAction(body['action']) ||
    typeof body['createdBefore'] !== 'string'
  )
    return undefined;
  const rows = Array.isArray(body['sample']) ? body['sample'] : [];
  const sample = rows.map(readJobRow).filter((row): row is JobRowView => row !== undefined);
  return { ...(body as unknown as BulkPreviewView), sample };
});
