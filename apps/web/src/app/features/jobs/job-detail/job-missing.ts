import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../../shared/icon';
import { injectJobTypes } from '../known-types';
import { CallbackRows } from './callback-rows';
import { JobCallbacksStore } from './job-callbacks-store';
import { retentionText } from './retention-text';

/** Stands in place of a job that is not there, or no longer. Shows what workers said about it all the same. */
@Component({
  selector: 'ft-job-missing',
  imports: [CallbackRows, Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card missing">
      <ft-icon name="search" />
      <p><b>No job with this id.</b> {{ kept() }}</p>
      <p class="m mut">Look whether the address was copied whole.</p>
      <a class="btn" routerLink="/jobs"><ft-icon name="list" />All jobs</a>
    </section>
    @if (callbacks().entries.length > 0) {
      <section class="card" aria-labelledby="called-back-heading">
        <div class="ch"><h2 id="called-back-heading">Workers called back for this id</h2></div>
        <ft-callback-rows [page]="callbacks()" />
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .missing {
      display: grid;
      justify-items: center;
      gap: 14px;
      padding: 48px 16px;
      text-align: center;
    }
    .missing > ft-icon {
      --icon: 26px;
      color: var(--ink-3);
    }
  `,
})
export class JobMissing {
  private readonly types = injectJobTypes();

  /** None while they are not read: the page says what it says without them. */
  protected readonly callbacks = inject(JobCallbacksStore).page;
  protected readonly kept = computed(() => retentionText(this.types.value() ?? []));
}
