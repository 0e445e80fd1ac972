import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { PayloadPrivacy } from '../../../core/payload-privacy';

/**
 * Stands for {@link PayloadPrivacy} on the page of a job: all of that job can be shown for this visit, until it or
 * payloads are hidden anew.
 */
@Injectable()
export class JobPrivacy implements Pick<PayloadPrivacy, 'isHidden'> {
  private readonly everywhere = inject(PayloadPrivacy, { skipSelf: true });
  private readonly isAsked = linkedSignal({ source: this.everywhere.isHidden, computation: () => false });

  readonly isHidden = computed(() => this.everywhere.isHidden() && !this.isAsked());
  /** Only this job is shown, others are hidden. */
  readonly isRevealed = computed(() => this.everywhere.isHidden() && this.isAsked());

  reveal(isRevealed: boolean): void {
    this.isAsked.set(isRevealed);
  }
}
