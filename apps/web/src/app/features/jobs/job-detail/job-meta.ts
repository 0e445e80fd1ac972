import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { ServiceApi } from '../../../core/service-api';
import { CopyButton } from '../../../shared/copy-button';
import { HallucinatedBadge } from '../../../shared/hallucinated-badge';
import { Icon } from '../../../shared/icon';
import { RelativeTime } from '../../../shared/relative-time';
import { StatusBadge } from '../../../shared/status-badge';
import { typeIcon } from '../type-icon';
import { retriedAt } from './job-state';
import { lengthOf } from './length-of';

/** The line under a job's title: state, how long, which try, type, age and id. */
@Component({
  selector: 'ft-job-meta',
  imports: [CopyButton, HallucinatedBadge, Icon, RelativeTime, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let row = job();
    <span class="badges">
      <ft-status-badge [status]="row.status" />
      @if (row.resultValid === false) {
        <ft-hallucinated-badge />
      }
    </span>
    @if (length(); as length) {
      <span
        >{{ length.word }} <b>{{ length.text }}</b> {{ length.after }}</span
      >
    }
    @if (row.attempts > 1 || row.status === 'PROCESSING') {
      @let used = row.attempts + ' of ' + row.maxAttempts;
      @if (isCountedAnew()) {
        <span
          >attempt <b>{{ row.attempt }}, {{ used }}</b> since the retry</span
        >
      } @else {
        <span
          >attempt <b>{{ used }}</b></span
        >
      }
    }
    <span class="phone-hide"><ft-icon [name]="icon()" />{{ row.type }}</span>
    @if (isSimulated()) {
      <span class="tag" title="The built-in stand-in runs jobs of this type">simulated</span>
    }
    <span class="phone-hide created">created <ft-time [at]="row.createdAt" /></span>
    <span class="phone-hide dim id"
      ><span class="mono">{{ row.id }}</span
      ><ft-copy [text]="row.id" label="Copy id" [compact]="true"
    /></span>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      flex-wrap: wrap;
      gap: 7px 14px;
      font-size: 13px;
      line-height: 22px;
      color: var(--ink-2);
    }
    :host > span {
      display: flex;
      gap: 6px;
      align-items: center;
    }
    .badges {
      flex-wrap: wrap;
    }
    .id {
      gap: 2px;
    }
    b {
      color: var(--ink);
    }
    ft-icon {
      --icon: 14px;
    }
  `,
})
export class JobMeta {
  private readonly clock = inject(Now);
  private readonly service = inject(ServiceApi);

  readonly job = input.required<JobView>();

  protected readonly icon = computed(() => typeIcon(this.job().type));
  protected readonly isSimulated = computed(() => this.service.isSimulated(this.job().type));
  /** Attempts count from a retry by hand, and there were runs that they leave out. */
  protected readonly isCountedAnew = computed(() => {
    const job = this.job();
    return retriedAt(job) !== undefined && job.attempt > job.attempts;
  });
  protected readonly length = computed(() => lengthOf(this.job(), this.clock.ms()));
}
