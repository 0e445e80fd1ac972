import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import type { JobView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { tap } from 'rxjs';
import type { ApiProblem } from '../../../core/api-problem';
import { toApiProblem } from '../../../core/api-problem';
import { JobsApi } from '../../../core/jobs-api';
import { Now } from '../../../core/now';
import { injectPoll } from '../../../core/poll';
import { Toasts } from '../../../core/toasts';
import type { JobChange } from '../job-change';
import { CHANGE_LEADS, expectedOf, requestChange, tellChange } from '../job-change';
import { memberText } from '../wire-text';
import { isFinal } from './job-state';

/** A change that is under way: of the job, or a copy of it with another payload. */
type Underway = JobChange | 'edit';

/** A change that the backend refused. */
export interface RefusedChange {
  readonly lead: string;
  readonly problem: ApiProblem;
}

interface Override {
  readonly job: JobView;
  /** What the poll had at that time; `null`: the backend has not answered yet, whatever the poll brings. */
  readonly over: JobView | undefined | null;
}

const INTERVAL_MS = 2000;
/** A job that has ended changes only when a person retries it elsewhere. */
const ENDED_INTERVAL_MS = 10_000;

const LEADS: Readonly<Record<Underway, string>> = { ...CHANGE_LEADS, edit: 'The edited job was not sent.' };

/** One job, kept up to date while its page is open. The id is the one of the address. */
@Injectable()
export class JobDetailStore {
  private readonly api = inject(JobsApi);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now);
  private readonly life = inject(DestroyRef);
  private readonly override = signal<Override | null>(null);
  private readonly refused = signal<RefusedChange | null>(null);
  private readonly underway = signal<Underway | null>(null);

  readonly id = inject(ActivatedRoute).snapshot.paramMap.get('id') ?? '';
  private readonly poll = injectPoll(() => this.api.get(this.id), {
    intervalMs: ({ status }) => (isFinal(status) ? ENDED_INTERVAL_MS : INTERVAL_MS),
  });

  /** The job as it is, or as a change under way will make it. */
  readonly job = computed<JobView | undefined>(() => {
    const override = this.override();
    const polled = this.poll.value();
    return override && (override.over === null || override.over === polled) ? override.job : polled;
  });
  /** The JSON text the job came in; `undefined` while it shows what is only expected. */
  readonly wireText = computed(() => {
    const job = this.job();
    return job && this.api.textOf(job);
  });
  /** The JSON text of what the job was asked, with every number as it was spelt. */
  readonly payload = computed(() => {
    const job = this.job();
    return (job && memberText(job, 'payload', this.wireText())) ?? '{}';
  });
  readonly isUnknown = computed(() => this.poll.problem()?.status === 404);
  /** Why the job on screen may be out of date, or cannot be shown at all. */
  readonly problem = this.poll.problem;
  readonly isStale = this.poll.stale;
  /** The change that the backend refused last. */
  readonly refusal = this.refused.asReadonly();
  readonly changing = this.underway.asReadonly();

  refresh(): void {
    this.poll.refresh();
  }

  dismissRefusal(): void {
    this.refused.set(null);
  }

  /** Shows the change at once. When the backend refuses, takes it back and says why; a cancel can be undone. */
  change(name: JobChange): void {
    const job = this.job();
    if (!job || this.underway()) return;
    if (name !== 'hallucinate') this.override.set({ job: { ...job, ...this.expected(name) }, over: null });
    this.send(name, requestChange(this.api, name, this.id)).subscribe({
      next: (answer) => {
        this.override.set({ job: answer, over: this.poll.value() });
        tellChange(this.toasts, name, () => {
          this.change('retry');
        });
        this.poll.refresh();
      },
      error: () => {
        this.override.set(null);
        this.poll.refresh();
      },
    });
  }

  /** Runs the job again with the JSON text of another payload; emits the new job. A failure is also told by {@link refusal}. */
  retryWith(payload: string): Observable<JobView> {
    return this.send('edit', this.api.retry(this.id, payload));
  }

  private expected(name: JobChange): Partial<JobView> {
    const completedAt = new Date(this.now.ms()).toISOString();
    return { ...expectedOf(name), ...(name === 'cancel' && { completedAt }) };
  }

  private send(name: Underway, request: Observable<JobView>): Observable<JobView> {
    this.refused.set(null);
    this.underway.set(name);
    return request.pipe(
      tap({
        error: (error: unknown) => {
          const problem = toApiProblem(error);
          this.refused.set({ lead: LEADS[name], problem });
          if (this.life.destroyed) this.toasts.warn(`${LEADS[name]} ${problem.detail}`);
        },
        finalize: () => {
          this.underway.set(null);
        },
      }),
    );
  }
}
