import { Injectable, inject } from '@angular/core';
import type { JobStatus, JobView, StatsView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import type { JobPage } from './job-page';
import { readJobPage } from './job-page';
import { readWholeJob } from './read-job';
import { readStatsView } from './read-stats';

/** What a list can be ordered by. */
export const JOB_SORTS = ['createdAt', 'updatedAt', 'priority', 'status', 'type'] as const;
export type JobSort = (typeof JOB_SORTS)[number];

/** Which jobs: every condition that is given holds. */
export interface JobConditions {
  readonly status?: JobStatus | undefined;
  readonly type?: string | undefined;
  readonly tag?: string | undefined;
  readonly key?: string | undefined;
  readonly search?: string | undefined;
  /** ISO 8601: created then or later. */
  readonly createdAfter?: string | undefined;
  /** ISO 8601: created before. */
  readonly createdBefore?: string | undefined;
  /** `false`: JSON was asked for and the result does not parse. */
  readonly resultValid?: boolean | undefined;
}

/** Which jobs a list shows, and in which order. */
export interface JobFilter extends JobConditions {
  readonly sort?: JobSort | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly limit?: number | undefined;
  /** {@link JobPage.nextCursor} of the page before. */
  readonly cursor?: string | undefined;
}

/** A filter as the query of an address of the API, without the `?`. */
export function queryOf({ status, resultValid, limit, ...texts }: JobFilter): string {
  const members = { status: status?.toLowerCase(), ...texts, resultValid, limit };
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** A job that the backend has taken. */
export interface Submitted {
  readonly job: JobView;
  /** An earlier submit with the same idempotency key made it. */
  readonly isReplay: boolean;
}

/**
 * The jobs of the backend. Reads give the same value by reference while nothing changed, and every failure, also an
 * answer in a wrong shape, is an `ApiProblem`.
 */
@Injectable({ providedIn: 'root' })
export class JobsApi {
  private readonly api = inject(ApiClient);
  private readonly texts = new WeakMap<JobView, string>();

  list(filter: JobFilter): Observable<JobPage> {
    const text = queryOf(filter);
    return this.api.get(`/jobs${text === '' ? '' : `?${text}`}`, readJobPage);
  }

  get(id: string): Observable<JobView> {
    return this.api.get(pathOf(id), (answer: RawAnswer<JobView>) => this.readJob(answer));
  }

  stats(): Observable<StatsView> {
    return this.api.get('/stats', readStats);
  }

  /** Sends a JSON text as a new job. With an idempotency key it makes no second job when it is sent again. */
  submit(body: string, idempotencyKey = ''): Observable<Submitted> {
    const read = (answer: RawAnswer<Submitted>): Submitted => ({
      job: this.readJob(answer),
      isReplay: answer.headers.get('idempotent-replayed') === 'true',
    });
    return this.api.post('/jobs', body, read, idempotencyKey === '' ? {} : { 'Idempotency-Key': idempotencyKey });
  }

  cancel(id: string): Observable<JobView> {
    return this.act(id, 'cancel');
  }

  /** Runs an ended job again; with the JSON text of another payload as a new job, which is answered. */
  retry(id: string, payload?: string): Observable<JobView> {
    return this.act(id, 'retry', payload === undefined ? null : `{"payload":${payload}}`);
  }

  /** Test aid: ends the job with a malformed result. */
  hallucinate(id: string): Observable<JobView> {
    return this.act(id, 'hallucinate');
  }

  /** The JSON text a job came in, with every number as it was spelt; `undefined` for a job from elsewhere. */
  textOf(job: JobView): string | undefined {
    return this.texts.get(job);
  }

  private act(id: string, action: string, body: string | null = null): Observable<JobView> {
    return this.api.post(`${pathOf(id)}/${action}`, body, (answer: RawAnswer<JobView>) => this.readJob(answer));
  }

  private readJob({ body, text, headers, status }: Omit<RawAnswer<JobView>, 'previous'>): JobView {
    const job = readWholeJob(body);
    if (!job) {
      throw malformedAnswer('The backend answered something that is not a job.', status, headers.get('x-request-id'));
    }
    this.texts.set(job, text);
    return job;
  }
}

const pathOf = (id: string): string => `/jobs/${encodeURIComponent(id)}`;

function readStats({ body, headers, status }: RawAnswer<StatsView>): StatsView {
  const stats = readStatsView(body);
  if (stats) return stats;
  throw malformedAnswer('The backend answered something that is no figures.', status, headers.get('x-request-id'));
}
