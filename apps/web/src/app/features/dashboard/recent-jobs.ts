import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { JobPage } from '../../core/job-page';
import { PayloadPrivacy } from '../../core/payload-privacy';
import { tellingTitle } from '../../shared/job-title';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge } from '../../shared/status-badge';
import { ALL_JOBS } from './stat-cards';

/** The jobs that came last. */
@Component({
  selector: 'ft-recent-jobs',
  imports: [RelativeTime, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './rows.scss',
  template: `
    <section class="card" aria-labelledby="recent-heading">
      <div class="ch">
        <h2 id="recent-heading">Recent jobs</h2>
        <span class="grow"></span>
        <a class="link m" routerLink="/jobs" [queryParams]="all">All jobs</a>
      </div>
      <ul>
        @for (job of jobs(); track job.id) {
          <li>
            <a class="line recent" [routerLink]="['/jobs', job.id]">
              <ft-status-badge [status]="job.status" />
              <span class="cut">{{ job.title }}</span>
              <ft-time class="dim s" [at]="job.createdAt" />
            </a>
          </li>
        } @empty {
          <li class="quiet m mut">None is kept any more.</li>
        }
      </ul>
    </section>
  `,
})
export class RecentJobs {
  private readonly isHidden = inject(PayloadPrivacy).isHidden;

  readonly page = input.required<JobPage>();

  protected readonly all = ALL_JOBS;
  protected readonly jobs = computed(() =>
    this.page().rows.flatMap((row) => {
      if (row.kind !== 'job') return [];
      const { id, status, createdAt } = row.job;
      return [{ id, status, createdAt, title: tellingTitle(row.job, this.isHidden()) }];
    }),
  );
}
