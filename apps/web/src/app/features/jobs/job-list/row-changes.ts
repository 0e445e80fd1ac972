import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { BulkOutcomeView, JobRowView, JobView } from '@fasttrack/contracts';
import type { ApiProblem } from '../../../core/api-problem';
import { toApiProblem } from '../../../core/api-problem';
import { JobsApi } from '../../../core/jobs-api';
import { Toasts } from '../../../core/toasts';
import type { JobChange } from '../job-change';
import { CHANGE_LEADS, expectedOf, requestChange, tellChange } from '../job-change';

interface Change {
  /** What the row shows meanwhile. */
  readonly patch: Partial<JobRowView>;
  readonly isDone: boolean;
}

interface ActionProblem {
  readonly lead: string;
  readonly problem: ApiProblem;
}

/**
 * Carries out actions on rows: cancel and retry show at once, are taken back when the backend refuses and are told when
 * it agrees; a cancel can be undone.
 */
@Injectable()
export class RowChanges {
  private readonly api = inject(JobsApi);
  private readonly toasts = inject(Toasts);
  private readonly life = inject(DestroyRef);
  private readonly changes = signal<ReadonlyMap<string, Change>>(new Map());
  private readonly failed = signal<ActionProblem | undefined>(undefined);

  /** What went wrong last. */
  readonly problem = this.failed.asReadonly();
  readonly patches = computed(() => new Map([...this.changes()].map(([id, { patch }]) => [id, patch])));

  /** Calls `done` when the backend has answered, whatever it said. */
  start(action: JobChange, job: JobRowView, done: () => void): void {
    const before = this.changes().get(job.id);
    if (before?.isDone === false) return;
    this.failed.set(undefined);
    this.put(job.id, { patch: expectedOf(action), isDone: false });
    requestChange(this.api, action, job.id).subscribe({
      next: (answer) => {
        this.put(job.id, { patch: outcome(answer), isDone: true });
        tellChange(this.toasts, action, () => {
          this.start('retry', job, done);
        });
        done();
      },
      error: (error: unknown) => {
        // What an earlier change made of the row still holds.
        if (before) this.put(job.id, before);
        else this.drop(job.id);
        this.tell({ lead: CHANGE_LEADS[action], problem: toApiProblem(error) });
        done();
      },
    });
  }

  /** Shows what became of jobs that were changed together. */
  show(outcomes: readonly BulkOutcomeView[]): void {
    for (const one of outcomes) if (one.status === 200) this.put(one.id, { patch: outcome(one.job), isDone: true });
  }

  /** Changes that the backend has made before now. */
  done(): readonly Change[] {
    return [...this.changes().values()].filter(({ isDone }) => isDone);
  }

  /** The list itself shows these changes now; one that was begun on the same row since then stays. */
  settle(done: readonly Change[]): void {
    if (done.length === 0) return;
    this.changes.update((all) => new Map([...all].filter(([, change]) => !done.includes(change))));
  }

  dismissProblem(): void {
    this.failed.set(undefined);
  }

  private tell(failure: ActionProblem): void {
    this.failed.set(failure);
    if (this.life.destroyed) this.toasts.warn(`${failure.lead} ${failure.problem.detail}`);
  }

  private drop(id: string): void {
    this.changes.update((all) => new Map([...all].filter(([other]) => other !== id)));
  }

  private put(id: string, change: Change): void {
    this.changes.update((all) => new Map(all).set(id, change));
  }
}

/** The members of the answer that a row shows; those that are gone must not shine through. */
const outcome = (job: JobView): Partial<JobRowView> => {
  const { status, attempt, attempts, waitingFor, progress, error, result, resultValid, updatedAt, startedAt } = job;
  const members = { status, attempt, attempts, waitingFor, progress, error, result, resultValid, updatedAt, startedAt };
  return { ...members, completedAt: job.completedAt };
};
