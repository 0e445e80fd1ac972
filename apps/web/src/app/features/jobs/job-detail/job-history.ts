import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { HISTORY_HEAD } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../../core/payload-privacy';
import { absoluteTime, shortTime } from '../../../shared/time-text';
import { byText, eventText } from './event-text';

/** Every change of a job, oldest first. */
@Component({
  selector: 'ft-job-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ol>
      @for (line of lines(); track $index) {
        <li>
          <time class="mut" [attr.datetime]="line.at" [title]="line.full">{{ line.time }}</time>
          <span class="what">
            <b>{{ line.text }}</b>
            <span class="mut">{{ line.change }}</span>
          </span>
          <span class="mut by">{{ line.by }}</span>
          @if (line.note) {
            <span class="said">{{ line.note }}</span>
          }
        </li>
        @if (line.omittedAfter > 0) {
          <li class="mut">{{ line.omittedAfter }} events are left out here.</li>
        }
      }
    </ol>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: 130px 1fr auto;
      gap: 2px 12px;
      padding: 9px 16px;
      border-block-start: 1px solid var(--line-soft);
      font-size: 13px;
      line-height: 18px;
    }
    li:first-child {
      border-block-start: 0;
    }
    .what {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
    }
    .said {
      grid-column: 2 / -1;
      color: var(--ink-2);
      white-space: pre-line;
    }
    @media (max-width: 599px) {
      li {
        grid-template-columns: 1fr auto;
      }
      .what,
      .said,
      .by {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class JobHistory {
  private readonly clock = inject(Now);
  private readonly privacy = inject(PayloadPrivacy);

  readonly job = input.required<JobView>();

  /** Its midnight: times name their day only when that is another one, so lines need not be made anew each second. */
  private readonly today = computed(() => new Date(this.clock.ms()).setHours(0, 0, 0, 0));
  protected readonly lines = computed(() => {
    const { history, historyOmitted = 0 } = this.job();
    return history.map((event, index) => {
      const at = Date.parse(event.at);
      return {
        at: event.at,
        time: shortTime(at, this.today()),
        full: absoluteTime(at),
        text: eventText(event),
        change: event.attempt > 0 ? `attempt ${event.attempt}` : '',
        by: byText(event.by),
        note: event.note && this.privacy.isHidden() ? HIDDEN_TEXT : event.note,
        omittedAfter: index === HISTORY_HEAD - 1 ? historyOmitted : 0,
      };
    });
  });
}
