import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { JobRowView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { defer, skip, tap } from 'rxjs';
import type { JobRow } from '../../../core/job-page';
import { LiveControl } from '../../../core/live-control';
import { injectPoll } from '../../../core/poll';
import { Outbox } from '../outbox';
import type { JobChange } from '../job-change';
import { JobListMemory } from './job-list-memory';
import type { JobNews } from './job-news';
import { idOf, toLines } from './list-lines';
import { ListAddress } from './query/list-address';
import { isNewestFirst, keyOf } from './query/list-query';
import { RowChanges } from './row-changes';
import type { Shown } from './shown-rows';
import { NOTHING_SHOWN, follow } from './shown-rows';
import { countText } from './tab-counts';

/** Why the table must not move. */
export type HoldReason = 'pointer' | 'scroll' | 'menu' | 'selection';

/** The jobs on screen, kept up to date without moving under somebody's hand. The filter is the address. */
@Injectable()
export class JobListStore {
  private readonly address = inject(ListAddress);
  private readonly outbox = inject(Outbox);
  private readonly memory = inject(JobListMemory);
  private readonly changes = inject(RowChanges);
  private readonly live = inject(LiveControl);
  private readonly holds = new Set<HoldReason>();
  private seen: ReadonlySet<string> = new Set();
  private readonly isSeen = (rows: readonly JobRow[]): boolean => rows.some(({ id }) => this.seen.has(id));
  /** Id of the last row that must stay on screen. The first request is on its way before anything is. */
  private reach: () => string | undefined = () => undefined;

  private readonly key = computed(() => keyOf(this.address.query()));
  private readonly pageCount = signal(this.memory.pageCountOf(this.key()));
  private readonly poll = injectPoll(() => this.read(), {
    intervalMs: 2000,
    initial: this.memory.newsOf(this.key()),
  });
  private readonly news = computed(() => {
    const news = this.poll.value();
    return news?.key === this.key() ? news : undefined;
  });
  private readonly shown = linkedSignal<JobNews | undefined, Shown>({
    source: this.news,
    computation: (news, previous) => this.bring(news, previous?.source === undefined ? NOTHING_SHOWN : previous.value),
  });
  private readonly refusal = computed(() => {
    const problem = this.poll.problem();
    return problem?.status === 400 && problem.fields.length > 0 ? problem : undefined;
  });

  /** Whether the backend has answered this filter. */
  readonly isAnswered = computed(() => this.news() !== undefined);
  readonly isLoading = computed(() => !this.news() && !this.poll.problem());
  readonly isStale = computed(() => this.poll.stale() && !this.refusal());
  readonly at = this.poll.at;
  /** Anything but a backend that does not answer, which has its banner, and a refused filter. */
  readonly problem = computed(() => {
    const problem = this.poll.problem();
    return problem?.isUnreachable || this.refusal() ? undefined : problem;
  });
  /** What the backend has against the filter. */
  readonly queryFaults = computed(() => this.refusal()?.fields.map(({ detail }) => `${detail}.`) ?? []);
  readonly stats = computed(() => this.poll.value()?.stats);
  readonly counts = computed(() => this.news()?.counts ?? {});
  /** Jobs of the whole filter. */
  readonly total = computed(() => this.news()?.total);
  /** How many newer jobs are held back. */
  readonly waiting = computed(() => this.shown().waiting);
  /** The same in words: `12 new jobs`. */
  readonly waitingText = computed(() => {
    const { waiting: count, isCapped } = this.shown();
    return `${countText({ count, isCapped })} new ${count === 1 && !isCapped ? 'job' : 'jobs'}`;
  });
  readonly hasOlder = computed(() => this.news()?.hasOlder ?? false);
  /** The backend looked at as many jobs as it may before it had a full page. */
  readonly isPartial = computed(() => this.news()?.isPartial ?? false);
  readonly isLoadingOlder = computed(() => this.hasOlder() && (this.news()?.pageCount ?? 0) < this.pageCount());
  readonly lines = computed(() =>
    toLines({
      query: this.address.query(),
      shown: this.shown().rows,
      sending: this.outbox.sending(),
      patches: this.changes.patches(),
      keyOf: (id) => this.outbox.keyOf(id),
    }),
  );
  /** Ids of all rows that can be selected, in their order. */
  readonly page = computed(() => this.lines().flatMap((line) => idOf(line) ?? []));

  constructor() {
    this.reach = () =>
      this.holds.size > 0 || this.waiting() > 0
        ? this.shown().rows.findLast(({ isGone }) => !isGone)?.row.id
        : undefined;
    toObservable(this.key)
      .pipe(skip(1), takeUntilDestroyed())
      .subscribe((key) => {
        this.pageCount.set(this.memory.pageCountOf(key));
        this.poll.refresh();
      });
    this.outbox.sent$.pipe(takeUntilDestroyed()).subscribe(() => {
      this.follow();
    });
  }

  /** While any reason holds, rows change in place and new ones wait. */
  hold(reason: HoldReason, isOn: boolean): void {
    if (isOn) this.holds.add(reason);
    else this.holds.delete(reason);
  }

  /** Says which rows are on screen: their pages are read again, others stay as they are. */
  noteSeen(ids: readonly string[]): void {
    this.seen = new Set(ids);
  }

  /** Lets the waiting rows in, and begins at the first page again. */
  showWaiting(): void {
    this.shown.set(this.bring(this.news(), NOTHING_SHOWN));
    this.pageCount.set(1);
  }

  /** One page more; not while one is on its way. */
  loadOlder(): void {
    if (this.isLoadingOlder()) return;
    this.pageCount.update((count) => count + 1);
    this.poll.refresh();
  }

  act(action: JobChange, job: JobRowView): void {
    this.changes.start(action, job, () => {
      this.follow();
    });
  }

  /** Asks now, because a person wants it. */
  refresh(): void {
    this.poll.refresh();
  }

  /** Asks after a change: not while the live control is off, the answer to the change is on screen already. */
  follow(): void {
    if (this.live.seconds() !== 0) this.poll.refresh();
  }

  private read(): Observable<JobNews> {
    return defer(() => {
      const [sent, done] = [this.outbox.keysOfSent(), this.changes.done()];
      const wish = { pageCount: this.pageCount(), reach: this.reach(), isSeen: this.isSeen };
      return this.memory.reader.read(this.address.query(), wish).pipe(
        tap((news) => {
          this.memory.keep(news, wish.pageCount);
          this.outbox.settle(sent);
          this.changes.settle(done);
        }),
      );
    });
  }

  private bring(news: JobNews | undefined, before: Shown): Shown {
    if (!news) return NOTHING_SHOWN;
    const last = news.rows.at(-1)?.id ?? '';
    // In any other order than by age nothing tells a row that was pushed behind the last one from a row that left.
    const isUnread = (id: string): boolean => news.hasOlder && (!isNewestFirst(this.address.query()) || id < last);
    return follow(before, news.rows, {
      isHeld: this.holds.size > 0,
      isOwn: (id) => this.outbox.isOwn(id),
      isUnread,
      hasOlder: news.hasOlder,
    });
  }
}
