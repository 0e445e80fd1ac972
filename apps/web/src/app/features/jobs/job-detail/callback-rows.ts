import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { CallbackPage } from '../../../core/callbacks-api';
import { Now } from '../../../core/now';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { Icon } from '../../../shared/icon';
import { RawText } from '../../../shared/raw-text/raw-text';
import { absoluteTime, shortTime } from '../../../shared/time-text';
import { proofText, verdictLook } from './verdict';

/** Callbacks, newest first, each with what became of it. */
@Component({
  selector: 'ft-callback-rows',
  imports: [Icon, RawText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './callback-rows.html',
  styleUrl: './callback-rows.scss',
})
export class CallbackRows {
  private readonly clock = inject(Now);
  protected readonly isHidden = inject(PayloadPrivacy).isHidden;

  readonly page = input.required<CallbackPage>();

  /** Its midnight: lines need not be made anew each second. */
  private readonly today = computed(() => new Date(this.clock.ms()).setHours(0, 0, 0, 0));
  protected readonly lines = computed(() =>
    this.page().entries.map((entry) => {
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
