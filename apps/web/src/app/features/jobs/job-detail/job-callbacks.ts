import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Now } from '../../../core/now';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { Icon } from '../../../shared/icon';
import { ProblemPanel } from '../../../shared/problem-panel';
import { RawText } from '../../../shared/raw-text/raw-text';
import { absoluteTime, shortTime } from '../../../shared/time-text';
import { JobCallbacksStore } from './job-callbacks-store';
import { proofText, verdictLook } from './verdict';

/** What came in about a job, newest first, each with what became of it. */
@Component({
  selector: 'ft-job-callbacks',
  imports: [Icon, ProblemPanel, RawText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-callbacks.html',
  styleUrl: './job-callbacks.scss',
})
export class JobCallbacks {
  private readonly clock = inject(Now);
  protected readonly isHidden = inject(PayloadPrivacy).isHidden;
  protected readonly store = inject(JobCallbacksStore);

  /** Its midnight: lines need not be made anew each second. */
  private readonly today = computed(() => new Date(this.clock.ms()).setHours(0, 0, 0, 0));
  protected readonly lines = computed(() =>
    this.store.page().entries.map((entry) => {
      const at = Date.parse(entry.at);
      return {
        ...entry,
        look: verdictLook(entry.verdict),
        proofWords: proofText(entry.proof),
        time: shortTime(at, this.today()),
        full: absoluteTime(at),
      };
    }),
  );
}
