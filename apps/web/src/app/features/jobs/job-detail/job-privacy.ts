import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { PayloadPrivacy } from '../../../core/payload-privacy';

/**
 * Stands for {@link PayloadPrivacy} on the page of a job: all of that job can be shown for this visit, until payloads are
 * hidden anew.
 */
@Injectable()
export class JobPrivacy implements Pick<PayloadPrivacy, 'isHidden' | 'hide'> {
  private readonly everywhere = inject(PayloadPrivacy, { skipSelf: true });
  private readonly isRevealed = linkedSignal({ source: this.everywhere.isHidden, computation: () => false });

  readonly isHidden = computed(() => this.everywhere.isHidden() && !this.isRevealed());

  reveal(): void {
    this.isRevealed.set(true);
  }

  hide(isHidden: boolean): void {
    this.everywhere.hide(isHidden);
  }
}
