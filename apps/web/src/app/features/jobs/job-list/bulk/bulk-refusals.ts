import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../../../shared/icon';
import { shortId } from '../../../../shared/short-id';
import { jobsText } from '../../change-words';
import type { BulkRefusals } from './bulk-actions';

/** Jobs that an action left as they were, each with its reason. */
@Component({
  selector: 'ft-bulk-refusals',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="note" role="alert">
      <ft-icon name="circle-alert" />
      <div class="grow">
        <p>
          <b>{{ lead() }}</b>
        </p>
        <ul class="m">
          @for (one of refusals().refused; track one.id) {
            <li>
              <a class="link mono" [routerLink]="['/jobs', one.id]">{{ shortId(one.id) }}</a> {{ one.error }}
            </li>
          }
        </ul>
      </div>
      <button type="button" class="ib" aria-label="Dismiss" (click)="dismissed.emit()"><ft-icon name="x" /></button>
    </section>
  `,
  styles: `
    .note {
      align-items: start;
    }
    .note > ft-icon {
      margin-block-start: 8px;
    }
    .grow {
      padding-block: 6px;
    }
    ul {
      max-block-size: 132px;
      overflow: auto;
    }
    li {
      padding-block: 2px;
    }
  `,
})
export class BulkRefusalsPanel {
  readonly refusals = input.required<BulkRefusals>();
  readonly dismissed = output();

  protected readonly shortId = shortId;
  protected readonly lead = computed(() => {
    const { action, changed, refused } = this.refusals();
    const done = action === 'cancel' ? 'cancelled' : 'retried';
    const left = refused.length === 1 ? 'it is' : 'they are';
    return `${jobsText(changed)} ${done}, ${jobsText(refused.length)} left as ${left}:`;
  });
}
