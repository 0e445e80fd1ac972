import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { FirstJobCard } from '../../shared/first-job-card';
import { promptDraft } from './draft-job';
import { Outbox } from './outbox';

/** In place of the list while there has never been a job; the first one is in the list as soon as it is sent. */
@Component({
  selector: 'ft-empty-jobs',
  imports: [FirstJobCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ft-first-job-card [isSending]="isSending()" (send)="send($event)" />`,
})
export class EmptyJobs {
  private readonly outbox = inject(Outbox);

  protected readonly isSending = computed(() => this.outbox.sending().length > 0);

  protected send(prompt: string): void {
    this.outbox.send(promptDraft(prompt));
  }
}
