import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Connection } from '../../../core/connection';
import { ServiceApi } from '../../../core/service-api';
import { Icon } from '../../../shared/icon';
import { promptDraft } from '../draft-job';
import { Outbox } from '../outbox';
import { RequestPreview } from '../../../shared/request-preview/request-preview';

const SAMPLE = promptDraft('Say hello to Fast Track');

/** In place of the list while there has never been a job: the ways to send the first one. */
@Component({
  selector: 'ft-empty-jobs',
  imports: [Icon, RequestPreview],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './empty-jobs.scss',
  template: `
    <section class="card">
      <div class="say">
        <h2>No jobs yet. Send the first one from here or with curl.</h2>
        @if (isSimulated()) {
          <p class="mut">
            The simulated worker answers after a few seconds and calls back as n8n would, so you see the whole way of a
            job at once.
          </p>
        }
        <p class="ways">
          <button type="button" class="btn p" [disabled]="isOut()" (click)="sendSample()">
            <ft-icon name="send" />Send a sample prompt
          </button>
          @if (hasReference()) {
            <a class="btn" href="/docs"><ft-icon name="braces" />API reference</a>
          }
        </p>
      </div>
      <div class="show">
        <ft-request-preview [body]="sample" />
        <p class="row m mut"><span class="pulse"></span>Listening. The job shows up here within 2 s.</p>
      </div>
    </section>
  `,
})
export class EmptyJobs {
  private readonly outbox = inject(Outbox);
  private readonly service = inject(ServiceApi);

  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly hasReference = this.service.hasReference;
  protected readonly sample = SAMPLE.payload;

  protected isSimulated(): boolean {
    return this.service.isSimulated('prompt');
  }

  protected sendSample(): void {
    this.outbox.send(SAMPLE);
  }
}
