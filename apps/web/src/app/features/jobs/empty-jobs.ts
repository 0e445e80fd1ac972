import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Connection } from '../../core/connection';
import { LiveControl } from '../../core/live-control';
import { ServiceApi } from '../../core/service-api';
import { Icon } from '../../shared/icon';
import { RequestPreview } from '../../shared/request-preview/request-preview';
import { promptDraft } from './draft-job';
import { Outbox } from './outbox';

const SAMPLE = promptDraft('Say hello to Fast Track');

/** Stands on a page while there has never been a job: the ways to send the first one. */
@Component({
  selector: 'ft-empty-jobs',
  imports: [Icon, RequestPreview],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './empty-jobs.scss',
  template: `
    <section class="card" aria-labelledby="empty-heading">
      <div class="say">
        <h2 id="empty-heading">No jobs yet. Send the first one from here or with curl.</h2>
        @if (isSimulated()) {
          <p class="mut">
            The simulated worker answers after a few seconds and calls back as n8n would, so you see the whole way of a
            job at once.
          </p>
        }
        <p class="ways">
          <button type="button" class="btn p" [disabled]="isOut() || isSending()" (click)="sendSample()">
            <ft-icon name="send" />Send a sample prompt
          </button>
          @if (hasReference()) {
            <a class="btn" href="/docs"><ft-icon name="braces" />API reference</a>
          }
        </p>
      </div>
      <div class="show">
        <ft-request-preview [body]="sample" />
        <p class="row m mut">
          @if (isListening()) {
            <span class="pulse"></span>
          }
          {{ outlook() }}
        </p>
      </div>
    </section>
  `,
})
export class EmptyJobs {
  private readonly outbox = inject(Outbox);
  private readonly service = inject(ServiceApi);
  private readonly seconds = inject(LiveControl).seconds;

  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly isSending = computed(() => this.outbox.sending().length > 0);
  protected readonly isListening = computed(() => !this.isOut() && this.seconds() > 0);
  protected readonly hasReference = this.service.hasReference;
  protected readonly sample = SAMPLE.payload;
  protected readonly outlook = computed(() => {
    if (this.isOut()) return 'Listening goes on as soon as the backend answers.';
    const seconds = this.seconds();
    return seconds === 0
      ? 'Not listening: the live control is off.'
      : `Listening. The job shows up here within ${seconds} s.`;
  });

  protected isSimulated(): boolean {
    return this.service.isSimulated('prompt');
  }

  protected sendSample(): void {
    this.outbox.send(SAMPLE);
  }
}
