import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { JobRowView, JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { defer, distinctUntilChanged, map, merge, skip, tap } from 'rxjs';
import { JobsApi } from '../../../core/jobs-api';
import { injectPoll } from '../../../core/poll';
import { Outbox } from '../outbox';
import { JobListMemory } from './job-list-memory';
import type { JobNews } from './job-news';
import { JobNewsReader } from './job-news';
import { toLines } from './list-lines';
import type { RowAction } from './row-changes';
import { RowChanges } from './row-changes';
import type { Shown } from './shown-rows';
import { NOTHING_SHOWN, follow } from './shown-rows';

/** Why the table must not move. */
export type HoldReason = 'pointer' | 'scroll' | 'menu';

const statusOf = (text: string | null): JobStatus | undefined =>
  JOB_STATUSES.find((status) => status === text?.toUpperCase());

/** The jobs on screen, kept up to date without moving under somebody's hand. The filter is the address. */
@Injectable()
export class JobListStore {
  private readonly outbox = inject(Outbox);
  private readonly memory = inject(JobListMemory);
  private readonly changes = inject(RowChanges);
  private readonly reader = new JobNewsReader(inject(JobsApi));
  private readonly statusText$ = inject(ActivatedRoute).queryParamMap.pipe(
    map((query) => query.get('status')),
    distinctUntilChanged(),
  );
  private readonly statusText = toSignal(this.statusText$, { requireSync: true });
  private readonly holds = new Set<HoldReason>();
  /** Id of the last row that must stay on screen. */
  private reach: () => string | undefined = () => undefined;

  readonly status = computed(() => statusOf(this.statusText()));
  /** A status in the address that no job can have. */
  readonly unknownStatus = computed(() => (this.status() === undefined ? this.statusText() : null));

  private readonly pageCount = signal(this.memory.pageCountOf(this.status()));
  private readonly poll = injectPoll(() => this.read(), {
    intervalMs: 2000,
    initial: this.memory.newsOf(this.status()),
  });
  private readonly news = computed(() => {
    const news = this.poll.value();
    return news?.status === this.status() ? news : undefined;
  });
  private readonly shown = linkedSignal<JobNews | undefined, Shown>({
    source: this.news,
    computation: (news, previous) => this.bring(news, previous?.source === undefined ? NOTHING_SHOWN : previous.value),
  });

  readonly isLoading = computed(() => !this.news() && !this.poll.problem());
  readonly isStale = this.poll.stale;
  readonly at = this.poll.at;
  /** Anything but a backend that does not answer: that has its banner. */
  readonly problem = computed(() => (this.poll.problem()?.isUnreachable ? undefined : this.poll.problem()));
  readonly stats = computed(() => this.poll.value()?.stats);
  /** How many newer jobs are held back. */
  readonly waiting = computed(() => this.shown().waiting);
  readonly hasOlder = computed(() => this.news()?.hasOlder ?? false);
  readonly isLoadingOlder = computed(() => this.hasOlder() && (this.news()?.pageCount ?? 0) < this.pageCount());
  readonly lines = computed(() =>
    toLines({
      status: this.status(),
      shown: this.shown().rows,
      sending: this.outbox.sending(),
      patches: this.changes.patches(),
      keyOf: (id) => this.outbox.keyOf(id),
    }),
  );

  constructor() {
    this.reach = () =>
      this.holds.size > 0 || this.waiting() > 0
        ? this.shown().rows.findLast(({ isGone }) => !isGone)?.row.id
        : undefined;
    const otherFilter$ = this.statusText$.pipe(
      skip(1),
      tap(() => {
        this.pageCount.set(1);
      }),
    );
    merge(otherFilter$, this.outbox.sent$)
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        this.poll.refresh();
      });
  }

  /** While any reason holds, rows change in place and new ones wait. */
  hold(reason: HoldReason, isOn: boolean): void {
    if (isOn) this.holds.add(reason);
    else this.holds.delete(reason);
  }

  /** Lets the waiting rows in. */
  showWaiting(): void {
    this.shown.set(this.bring(this.news(), NOTHING_SHOWN));
  }

  loadOlder(): void {
    this.pageCount.update((count) => count + 1);
    this.poll.refresh();
  }

  act(action: RowAction, job: JobRowView): void {
    this.changes.start(action, job, () => {
      this.poll.refresh();
    });
  }

  refresh(): void {
    this.poll.refresh();
  }

  private read(): Observable<JobNews> {
    return defer(() => {
      const [sent, done] = [this.outbox.keysOfSent(), this.changes.idsOfDone()];
      return this.reader.read(this.status(), this.pageCount(), this.reach()).pipe(
        tap((news) => {
          this.memory.keep(news, this.pageCount());
          this.outbox.settle(sent);
          this.changes.settle(done);
        }),
      );
    });
  }

  private bring(news: JobNews | undefined, before: Shown): Shown {
    if (!news) return NOTHING_SHOWN;
    return follow(before, news.rows, this.holds.size > 0, (id) => this.outbox.isOwn(id));
  }
}
