import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Connection } from '../core/connection';
import { LiveControl } from '../core/live-control';
import { ServiceApi } from '../core/service-api';
import { Icon } from './icon';
import { RequestPreview } from './request-preview/request-preview';

const SAMPLE = 'Say hello to Fast Track';

/** Stands on a page while there has never been a job: the ways to send the first one. The page sends the sample. */
@Component({
  selector: 'ft-first-job-card',
  imports: [Icon, RequestPreview],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './first-job-card.scss',
  template: `
    <section class="card" aria-labelledby="first-heading">
      <div class="say">
        <h2 id="first-heading">No jobs yet. Send the first one from here or with curl.</h2>
        @if (isSimulated()) {
          <p class="mut">
            The simulated worker answers after a few seconds and calls back as n8n would, so you see the whole way of a
            job at once.
          </p>
        }
        <p class="ways">
          <button type="button" class="btn p" [disabled]="isOut() || isSending()" (click)="send.emit(sample)">
            <ft-icon name="send" />Send a sample prompt
          </button>
          @if (hasReference()) {
            <a class="btn" href="/docs"><ft-icon name="braces" />API reference</a>
          }
        </p>
      </div>
      <div class="show">
        <ft-request-preview [body]="body" />
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
export class FirstJobCard {
  private readonly service = inject(ServiceApi);
  private readonly seconds = inject(LiveControl).seconds;

  /** The sample is on its way: it is not sent twice. */
  readonly isSending = input.required<boolean>();
  /** A person wants this prompt to be sent. */
  readonly send = output<string>();

  protected readonly sample = SAMPLE;
  protected readonly body = JSON.stringify({ prompt: SAMPLE }, null, 2);
  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly isListening = computed(() => !this.isOut() && this.seconds() > 0);
  protected readonly hasReference = this.service.hasReference;
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
}
