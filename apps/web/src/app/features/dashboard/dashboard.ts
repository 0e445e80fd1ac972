import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Connection } from '../../core/connection';
import { Now } from '../../core/now';
import { ServiceApi } from '../../core/service-api';
import { Icon } from '../../shared/icon';
import { ProblemPanel } from '../../shared/problem-panel';
import { clockTime } from '../../shared/time-text';
import { AttentionStrip } from './attention-strip';
import { DashboardStore } from './dashboard-store';
import { FINISHED } from './finished-subject';
import { FirstJob } from './first-job';
import { FirstSteps } from './first-steps';
import { RangeChoice } from './range-choice';
import { RecentJobs } from './recent-jobs';
import { statCards } from './stat-cards';
import { StatTile } from './stat-tile';
import { TIMES } from './times-subject';
import { TrendChart } from './trend-chart';
import { RANGE_WORDS, finishedOf } from './trend-rates';
import { TypeTable } from './type-table';

const number = new Intl.NumberFormat();

/** How things are, at a glance, live. */
@Component({
  selector: 'ft-dashboard',
  imports: [
    ...[AttentionStrip, FirstJob, FirstSteps, Icon, NgTemplateOutlet, ProblemPanel, RangeChoice],
    ...[RecentJobs, RouterLink, StatTile, TrendChart, TypeTable],
  ],
  providers: [DashboardStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './dashboard.html',
  styleUrl: './dashboard.scss',
})
export class Dashboard {
  private readonly now = inject(Now);
  private readonly service = inject(ServiceApi).service;
  protected readonly connection = inject(Connection);
  protected readonly store = inject(DashboardStore);

  protected readonly finished = FINISHED;
  protected readonly times = TIMES;
  protected readonly placeholders = Array.from({ length: 6 }, (_, at) => at);
  protected readonly cards = computed(() => {
    const news = this.store.news();
    return news ? statCards(news.stats, news.trend, this.now.ms()) : [];
  });
  /** There has never been a job, or none is left and none has ended lately. */
  protected readonly isEmpty = computed(() => {
    const news = this.store.news();
    return news?.stats.total === 0 && news.trend.total.created === 0 && finishedOf(news.trend.total) === 0;
  });
  protected readonly asOf = computed(() => {
    const at = this.store.at();
    return this.store.isStale() && at !== undefined ? clockTime(at) : undefined;
  });
  protected readonly lead = computed(() => {
    const trend = this.store.news()?.trend;
    if (!trend) return '';
    if (this.isEmpty()) return this.readiness();
    const [count, words] = [finishedOf(trend.total), RANGE_WORDS[trend.range]];
    return `${number.format(count)} ${count === 1 ? 'job' : 'jobs'} finished in the last ${words}, compared with the ${words} before.`;
  });

  private readiness(): string {
    const isEmbedded = this.service()?.storage === 'embedded';
    return isEmbedded ? 'Ready on the embedded store. It runs without MongoDB or Redis.' : 'Ready for the first job.';
  }
}
