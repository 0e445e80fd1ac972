import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { JobRowView } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../../core/payload-privacy';
import { HallucinatedBadge } from '../../../shared/hallucinated-badge';
import { Icon } from '../../../shared/icon';
import { waitingText } from '../../../shared/waiting-text';
import { excerptOf } from './row-text';

const ended = ({ attempts }: JobRowView): string => (attempts === 0 ? 'Cancelled before any run' : 'Cancelled');

/** What a job waits for, how far it is or how it ended. */
@Component({
  selector: 'ft-job-outcome',
  imports: [HallucinatedBadge, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './job-outcome.scss',
  template: `
    @let row = job();
    @if (isSending()) {
      <span class="line mut">Sending…</span>
    } @else if (waiting(); as why) {
      <span class="line mut"
        ><ft-icon class="dim" [name]="why.icon" /><span class="cut">{{ why.text }}</span></span
      >
    } @else if (row.status === 'PENDING') {
      <span class="line mut">Waiting</span>
    } @else if (row.status === 'PROCESSING') {
      <span class="line s mut">
        <span class="cut grow">{{ (isHidden() ? undefined : row.progress?.message) ?? 'Running' }}</span>
        @if (percent() !== undefined) {
          <b>{{ percent() }}%</b>
        }
      </span>
      @if (percent() !== undefined) {
        <div
          class="bar"
          role="progressbar"
          aria-label="Progress"
          [attr.aria-valuenow]="percent()"
          aria-valuemin="0"
          aria-valuemax="100"
        >
          <i [style.inline-size.%]="percent()"></i>
        </div>
      }
    } @else if (row.error; as error) {
      <div class="cut reason bad" [title]="reason()">{{ reason() }}</div>
      <div class="cut mono dim code">{{ error.code }}</div>
    } @else if (row.status === 'CANCELLED') {
      <span class="line mut cut">{{ cancelled() }}</span>
    } @else {
      @if (row.resultValid === false) {
        <ft-hallucinated-badge />
      }
      <div class="mono mut cut" [class.under]="row.resultValid === false">{{ excerpt() }}</div>
    }
  `,
})
export class JobOutcome {
  private readonly now = inject(Now);
  protected readonly isHidden = inject(PayloadPrivacy).isHidden;

  readonly job = input.required<JobRowView>();
  readonly isSending = input(false);

  protected readonly waiting = computed(() => {
    const { status, waitingFor, progress } = this.job();
    const isWaiting = waitingFor && (status === 'PENDING' || (status === 'PROCESSING' && !progress));
    return isWaiting ? waitingText(waitingFor, this.now.ms()) : undefined;
  });
  protected readonly percent = computed(() => {
    const percent = this.job().progress?.percent;
    return percent === undefined ? undefined : Math.round(Math.min(100, Math.max(0, percent)));
  });
  protected readonly cancelled = computed(() => ended(this.job()));
  protected readonly reason = computed(() => (this.isHidden() ? HIDDEN_TEXT : (this.job().error?.message ?? '')));
  protected readonly excerpt = computed(() => {
    const { result } = this.job();
    if (this.isHidden() && result !== undefined) return HIDDEN_TEXT;
    return result === undefined ? 'No result' : excerptOf(result);
  });
}
