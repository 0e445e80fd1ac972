import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import { Icon } from '../../../shared/icon';
import { RelativeTime } from '../../../shared/relative-time';
import { visibleParts } from '../../../shared/raw-text/visible-text';
import { faultOf } from './result-view';
import { whyOf } from './why-of';

/** Why a job is not done yet, why it failed, or why its result cannot be used. Nothing when all is well. */
@Component({
  selector: 'ft-job-why',
  imports: [Icon, RelativeTime],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-why.html',
  styleUrl: './job-why.scss',
})
export class JobWhy {
  private readonly clock = inject(Now);
  private readonly service = inject(ServiceApi);

  protected readonly isHidden = inject(PayloadPrivacy).isHidden;

  readonly job = input.required<JobView>();

  protected readonly why = computed(() => {
    const job = this.isHidden() ? withoutWords(this.job()) : this.job();
    const executors = this.service.service()?.executors ?? {};
    const executor = Object.hasOwn(executors, job.type) ? executors[job.type] : undefined;
    return job.waitingFor ? whyOf(job, executor, this.clock.ms()) : null;
  });
  protected readonly progress = computed(() => {
    const { status, progress } = this.job();
    if (status !== 'PROCESSING' || !progress) return null;
    const { percent, message, at } = progress;
    return { message, at, percent: percent === undefined ? null : Math.round(Math.min(100, Math.max(0, percent))) };
  });
  protected readonly isMalformed = computed(() => this.job().resultValid === false);
  protected readonly fault = computed(() => faultOf(this.job()));
  protected readonly found = computed(() =>
    visibleParts(this.fault()?.found.character ?? '')
      .map((part) => part.text)
      .join(''),
  );
  protected readonly failure = computed(() => {
    const { status, error } = this.job();
    return status === 'FAILED' ? error : undefined;
  });
}

const withoutWords = (job: JobView): JobView => ({
  ...job,
  ...(job.error && { error: { ...job.error, message: HIDDEN_TEXT } }),
  ...(job.waitingFor?.reason === 'target' &&
    job.waitingFor.message && { waitingFor: { ...job.waitingFor, message: HIDDEN_TEXT } }),
});
