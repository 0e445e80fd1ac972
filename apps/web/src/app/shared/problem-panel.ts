import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ApiProblem } from '../core/api-problem';
import { injectIsPhone } from '../core/is-phone';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** What went wrong: title, detail, faulty fields and the request id that finds it in the server's log. */
@Component({
  selector: 'ft-problem',
  imports: [CopyButton, Icon, NgTemplateOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="note err" role="alert">
      <ft-icon name="circle-alert" />
      <div class="grow">
        <p>
          <b>{{ lead() || problem().title }}</b> {{ problem().detail }}
        </p>
        @for (field of problem().fields; track $index) {
          <p class="m">
            <span class="mono">{{ field.pointer || 'request' }}</span> {{ field.detail }}
          </p>
        }
        @if (problem().requestId; as id) {
          <p class="row s mut id">
            Request id <span class="mono">{{ id }}</span>
            <ft-copy [text]="id" label="Copy request id" [compact]="true" />
          </p>
        }
      </div>
      <!-- On a phone it is in the upper corner, and the other buttons are below: keys pass them as eyes do. -->
      @if (isPhone()) {
        <ng-container [ngTemplateOutlet]="closer" />
      }
      <ng-content />
      @if (canRetry()) {
        <button type="button" class="btn sm" (click)="retry.emit()"><ft-icon name="refresh" />Try again</button>
      }
      @if (!isPhone()) {
        <ng-container [ngTemplateOutlet]="closer" />
      }
    </section>
    <ng-template #closer>
      @if (canDismiss()) {
        <button type="button" class="ib" aria-label="Dismiss" (click)="dismiss.emit()"><ft-icon name="x" /></button>
      }
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
    }
    .note {
      flex-wrap: wrap;
    }
    .grow {
      flex-basis: 200px;
    }
    .id {
      gap: 4px;
    }
    @media (max-width: 599px) {
      .note {
        align-items: flex-start;
        padding-block: 10px;
      }
      .grow {
        flex-basis: calc(100% - 80px);
      }
      .ib {
        margin-block-start: -6px;
      }
      .btn {
        margin-inline-start: 27px;
      }
    }
  `,
})
export class ProblemPanel {
  readonly problem = input.required<ApiProblem>();
  /** What was being done, in place of the problem's title: `The job was not sent.` */
  readonly lead = input('');
  readonly canRetry = input(false);
  readonly canDismiss = input(false);
  readonly retry = output();
  readonly dismiss = output();

  protected readonly isPhone = injectIsPhone();
}
