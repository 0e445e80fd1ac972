import { Injectable, inject } from '@angular/core';
import type { StatsView, TrendRange, TrendView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { concatMap, map } from 'rxjs';
import { CallbacksApi } from '../../core/callbacks-api';
import type { JobPage } from '../../core/job-page';
import { JobTypesApi } from '../../core/job-types-api';
import { JobsApi } from '../../core/jobs-api';
import type { Concerns } from './concerns';
import { ConcernsReader } from './concerns';
import { FiguresApi } from './figures-api';

/** What one round of polling brought. */
export interface DashboardNews {
  readonly stats: StatsView;
  readonly trend: TrendView;
  readonly recent: JobPage;
  readonly concerns: Concerns;
}

const RECENT = 7;

/** Asks for everything that the dashboard shows, one request after the other, and remembers it between visits. */
@Injectable({ providedIn: 'root' })
export class DashboardReader {
  private readonly jobs = inject(JobsApi);
  private readonly figures = inject(FiguresApi);
  private readonly concerns = new ConcernsReader(this.jobs, inject(JobTypesApi), this.figures, inject(CallbacksApi));
  private last: DashboardNews | undefined;

  /** What was read last, of whatever range that was. */
  get latest(): DashboardNews | undefined {
    return this.last;
  }

  /** The same news by reference while nothing changed. */
  read(range: TrendRange): Observable<DashboardNews> {
    return this.jobs.stats().pipe(
      concatMap((stats) => this.figures.trend(range).pipe(map((trend) => ({ stats, trend })))),
      concatMap((so) => this.jobs.list({ limit: RECENT }).pipe(map((recent) => ({ ...so, recent })))),
      concatMap((so) => this.concerns.read(so.stats).pipe(map((concerns) => ({ ...so, concerns })))),
      map((news) => this.keep(news)),
    );
  }

  private keep(news: DashboardNews): DashboardNews {
    const { last } = this;
    this.last = last && isSame(last, news) ? last : news;
    return this.last;
  }
}

const MEMBERS = ['stats', 'trend', 'recent', 'concerns'] as const;
const isSame = (a: DashboardNews, b: DashboardNews): boolean => MEMBERS.every((member) => a[member] === b[member]);
