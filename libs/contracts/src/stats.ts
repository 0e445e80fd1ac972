import type { JobStatus } from './job';

/** Tokens that models were given and gave. */
export interface TokenCounts {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** `GET /stats`: how many jobs there are, zeros included, also of types that have none. */
export interface StatsView {
  readonly total: number;
  readonly byStatus: Readonly<Record<JobStatus, number>>;
  readonly byType: Readonly<Record<string, Readonly<Record<JobStatus, number>>>>;
  /** Since when the job has been due that waits longest; one that is not due does not wait. ISO 8601, UTC. Absent: none waits. */
  readonly oldestWaiting?: string;
  /** What models used for the jobs that are counted here. Absent while they used nothing. */
  readonly usage?: TokenCounts & { readonly byType: Readonly<Record<string, TokenCounts>> };
}

/** `GET /` for programs: what this is and where its parts are. */
export interface ServiceView {
  readonly name: string;
  readonly version: string;
  readonly environment: 'development' | 'production' | 'test';
  readonly storage: 'embedded' | 'scale-out';
  /** Whether the test aid `POST /jobs/:id/hallucinate` answers. */
  readonly hallucinate: boolean;
  /** Executor by job type, for instance `{"prompt": "simulated"}`. */
  readonly executors: Readonly<Record<string, string>>;
  /** `docs` and `openapi` are absent while they are closed: in production without `API_KEYS`. */
  readonly links: { readonly docs?: string; readonly openapi?: string; readonly health: string; readonly jobs: string };
}
