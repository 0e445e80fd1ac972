import type { CallbackEntry, JobRowView, JobTypeView, StatsView, WaitingFor } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { catchError, concatMap, from, map, of, tap, throwError, toArray } from 'rxjs';
import { toApiProblem } from '../../core/api-problem';
import type { CallbacksApi } from '../../core/callbacks-api';
import type { JobTypesApi } from '../../core/job-types-api';
import type { JobsApi } from '../../core/jobs-api';
import type { Degradation, FiguresApi } from './figures-api';
import { waitsSince } from '../../shared/waits-since';

/** A type whose jobs wait though workers may be free. */
export interface StuckType {
  readonly type: string;
  readonly hindrance: WaitingFor;
  readonly waiting: number;
  /** Since when the oldest of them waits, where it was found. ISO 8601, UTC. */
  readonly since?: string;
}

/** What a person should look after. */
export interface Concerns {
  readonly stuck: readonly StuckType[];
  readonly degraded: readonly Degradation[];
  /** The last callback that had no valid proof, however long ago that was. */
  readonly refused?: CallbackEntry;
}

/** They change seldom and cost more than figures. */
const ASKED_EVERY_MS = 10_000;
/** Types that are looked into; the others are counted. */
const LOOKED_INTO = 3;
/** Rows among which the oldest is looked for: those ahead of it may be scheduled for later. */
const ROWS = 10;
const NONE: Concerns = { stuck: [], degraded: [] };

/** Asks what is wrong, one request after the other, now and then. What cannot be asked is no concern of its own. */
export class ConcernsReader {
  private last: Concerns = NONE;
  private askAgainAt = 0;

  constructor(
    private readonly jobs: JobsApi,
    private readonly types: JobTypesApi,
    private readonly figures: FiguresApi,
    private readonly callbacks: CallbacksApi,
  ) {}

  /** The same concerns by reference while none changed. */
  read(stats: StatsView): Observable<Concerns> {
    if (Date.now() < this.askAgainAt) return of(this.last);
    return this.types.list().pipe(
      concatMap((types) => this.lookInto(stuckIn(types, stats))),
      concatMap((stuck) => this.figures.degradations().pipe(map((degraded) => ({ stuck, degraded })))),
      concatMap((so) => this.lastRefused().pipe(map((refused) => (refused ? { ...so, refused } : so)))),
      map((concerns) => (JSON.stringify(concerns) === JSON.stringify(this.last) ? this.last : concerns)),
      tap((concerns) => {
        this.last = concerns;
        this.askAgainAt = Date.now() + ASKED_EVERY_MS;
      }),
      catchError((error: unknown) => this.orFail(error)),
    );
  }

  private lookInto(stuck: readonly StuckType[]): Observable<readonly StuckType[]> {
    return from(stuck).pipe(
      concatMap((type, at) => (at < LOOKED_INTO ? this.withAge(type) : of(type))),
      toArray(),
    );
  }

  private withAge(stuck: StuckType): Observable<StuckType> {
    const filter = { status: 'PENDING', type: stuck.type, sort: 'createdAt', order: 'asc', limit: ROWS } as const;
    return this.jobs.list(filter).pipe(
      map(({ rows }) => rows.flatMap((row) => (row.kind === 'job' ? [row.job] : []))),
      map((jobs) => earliest(jobs.filter((job) => waitsForSame(job, stuck.hindrance)).map(waitsSince))),
      map((since) => (since === undefined ? stuck : { ...stuck, since })),
    );
  }

  /** Not being told costs nothing of what is known: who may not see the log has the other concerns. */
  private lastRefused(): Observable<CallbackEntry | undefined> {
    return this.callbacks.newest('unauthorized').pipe(catchError(() => of(this.last.refused)));
  }

  private orFail(error: unknown): Observable<Concerns> {
    const problem = toApiProblem(error);
    return problem.isUnreachable ? throwError(() => problem) : of(this.last);
  }
}

/** The first of some times: a job that was opened again waits from then on, and a younger one may wait longer. */
const earliest = (times: readonly string[]): string | undefined =>
  times.reduce<string | undefined>(
    (first, at) => (first && Date.parse(first) <= Date.parse(at) ? first : at),
    undefined,
  );

const waitsForSame = ({ waitingFor }: JobRowView, { reason }: WaitingFor): boolean => waitingFor?.reason === reason;

/** Types with waiting jobs that something holds back, most jobs first. A cap is no concern: somebody set it. */
function stuckIn(types: readonly JobTypeView[], { byType }: StatsView): readonly StuckType[] {
  return types
    .flatMap(({ name, hindrance }) => {
      const waiting = byType[name]?.PENDING ?? 0;
      const isConcern = hindrance && hindrance.reason !== 'cap' && waiting > 0;
      return isConcern ? [{ type: name, hindrance, waiting }] : [];
    })
    .sort((a, b) => b.waiting - a.waiting);
}
