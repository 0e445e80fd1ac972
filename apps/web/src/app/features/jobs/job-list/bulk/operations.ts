import { Injectable, computed, effect, inject, signal } from '@angular/core';
import type { OperationView } from '@fasttrack/contracts';
import type { ApiProblem } from '../../../../core/api-problem';
import { toApiProblem } from '../../../../core/api-problem';
import { BulkApi } from '../../../../core/bulk-api';
import { LiveControl } from '../../../../core/live-control';
import type { Poll } from '../../../../core/poll';
import { injectPoll } from '../../../../core/poll';
import { JobListStore } from '../job-list-store';

/** While one runs, and while none does. */
const BUSY_MS = 1000;
const IDLE_MS = 30_000;

/** Operations of all who use this installation: those that run, and those that were seen running from here. */
@Injectable()
export class Operations {
  private readonly api = inject(BulkApi);
  private readonly list = inject(JobListStore);
  private readonly live = inject(LiveControl);
  /** As the answer to a request of this page said it. */
  private readonly told = signal<ReadonlyMap<string, OperationView>>(new Map());
  private readonly watched = signal<ReadonlySet<string>>(new Set());
  private readonly hidden = signal<ReadonlySet<string>>(new Set());
  private readonly failed = signal<ApiProblem | undefined>(undefined);
  private readonly poll: Poll<readonly OperationView[]> = injectPoll(() => this.api.operations(), {
    intervalMs: (listed) => (this.visible(listed).some(({ state }) => state === 'RUNNING') ? BUSY_MS : IDLE_MS),
  });

  /** Newest first. */
  readonly shown = computed(() => this.visible(this.poll.value() ?? []));
  /** Why the last one was not aborted. */
  readonly problem = this.failed.asReadonly();
  /** Whether nothing asks for news by itself. */
  readonly isPaused = computed(() => this.live.seconds() === 0);

  constructor() {
    effect(() => {
      const running = this.shown().filter(({ id, state }) => state === 'RUNNING' && !this.watched().has(id));
      // Whoever saw it run wants to see how it ended.
      if (running.length > 0) this.watched.update((all) => new Set([...all, ...running.map(({ id }) => id)]));
    });
  }

  /** Shows an operation that was begun here, until it is dismissed. */
  watch(operation: OperationView): void {
    this.told.update((all) => new Map(all).set(operation.id, operation));
    this.watched.update((all) => new Set(all).add(operation.id));
    if (!this.isPaused()) this.poll.refresh();
  }

  abort({ id }: OperationView): void {
    this.failed.set(undefined);
    this.api.abort(id).subscribe({
      next: (operation) => {
        this.watch(operation);
        this.list.follow();
      },
      error: (error: unknown) => {
        this.failed.set(toApiProblem(error));
        if (!this.isPaused()) this.poll.refresh();
      },
    });
  }

  dismiss({ id }: OperationView): void {
    this.hidden.update((all) => new Set(all).add(id));
  }

  dismissProblem(): void {
    this.failed.set(undefined);
  }

  /** Asks now, because a person wants it. */
  refresh(): void {
    this.poll.refresh();
    this.list.refresh();
  }

  private visible(listed: readonly OperationView[]): readonly OperationView[] {
    const unlisted = [...this.told().values()].filter(({ id }) => listed.every((one) => one.id !== id));
    return [...unlisted, ...listed]
      .map((one) => later(one, this.told().get(one.id)))
      .filter(({ id, state }) => !this.hidden().has(id) && (state === 'RUNNING' || this.watched().has(id)));
  }
}

/** The newer of two pictures of one operation. */
const later = (listed: OperationView, told: OperationView | undefined): OperationView =>
  told && Date.parse(told.updatedAt) > Date.parse(listed.updatedAt) ? told : listed;
