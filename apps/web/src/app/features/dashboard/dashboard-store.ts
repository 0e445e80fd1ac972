import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { TrendRange } from '@fasttrack/contracts';
import { TREND_RANGES, TREND_RANGE_DEFAULT } from '@fasttrack/contracts';
import { distinctUntilChanged, map, skip } from 'rxjs';
import { Connection } from '../../core/connection';
import { injectPoll } from '../../core/poll';
import { DashboardReader } from './dashboard-news';

const rangeOf = (text: string | null): TrendRange =>
  TREND_RANGES.find((range) => range === text) ?? TREND_RANGE_DEFAULT;

/** The figures on screen, kept up to date. The range of time is the address. */
@Injectable()
export class DashboardStore {
  private readonly reader = inject(DashboardReader);
  private readonly connection = inject(Connection);
  private readonly range$ = inject(ActivatedRoute).queryParamMap.pipe(
    map((query) => rangeOf(query.get('range'))),
    distinctUntilChanged(),
  );

  readonly range = toSignal(this.range$, { requireSync: true });
  private readonly poll = injectPoll(() => this.reader.read(this.range()), {
    intervalMs: 2000,
    initial: this.reader.latest,
  });

  /** Of the range before while the chosen one is on its way. */
  readonly news = this.poll.value;
  /** Anything but a backend that does not answer: that has its banner. */
  readonly problem = computed(() => (this.poll.problem()?.isUnreachable ? undefined : this.poll.problem()));
  readonly isLoading = computed(() => !this.news() && !this.poll.problem());
  readonly isStale = computed(() => this.poll.stale() || this.connection.isUnreachable());
  readonly at = this.poll.at;

  constructor() {
    this.range$.pipe(skip(1), takeUntilDestroyed()).subscribe(() => {
      this.poll.refresh();
    });
  }

  refresh(): void {
    this.poll.refresh();
  }
}
