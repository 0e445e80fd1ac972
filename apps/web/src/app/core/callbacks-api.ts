import { Injectable, inject } from '@angular/core';
import type { CallbackEntry, CallbackVerdict } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';
import { readableOf } from './readable-of';

/** Callbacks of one job that are read at once. */
const CALLBACKS_LIMIT = 100;

/** Some callbacks of a job, newest first. */
export interface CallbackPage {
  readonly entries: readonly CallbackEntry[];
  /** Older ones were left out. */
  readonly hasOlder: boolean;
}

/** What came in at the callback routes. The same value by reference while nothing changed; fails with `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class CallbacksApi {
  private readonly api = inject(ApiClient);

  /** The callbacks that named a job. */
  ofJob(jobId: string): Observable<CallbackPage> {
    return this.list({ jobId, limit: String(CALLBACKS_LIMIT) });
  }

  /** The last callback that ended so; `undefined`: the log has none. */
  newest(verdict: CallbackVerdict): Observable<CallbackEntry | undefined> {
    return this.list({ verdict, limit: '1' }).pipe(map(({ entries }) => entries[0]));
  }

  private list(query: Readonly<Record<string, string>>): Observable<CallbackPage> {
    return this.api.get(`/callbacks?${new URLSearchParams(query).toString()}`, readPage);
  }
}

function readPage({ body, headers, status }: RawAnswer<CallbackPage>): CallbackPage {
  const entries = readableOf(body, (entry) => (isEntry(entry) ? entry : undefined));
  if (!entries) {
    const requestId = headers.get('x-request-id');
    throw malformedAnswer('The backend answered something that is no list of callbacks.', status, requestId);
  }
  return { entries, hasOlder: /rel="?next"?/.test(headers.get('link') ?? '') };
}

const isEntry = (value: unknown): value is CallbackEntry =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['verdict'] === 'string' &&
  typeof value['address'] === 'string' &&
  typeof value['path'] === 'string' &&
  typeof value['at'] === 'string' &&
  !Number.isNaN(Date.parse(value['at']));
