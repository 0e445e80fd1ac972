import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../../shared/icon';
import { injectJobTypes } from '../known-types';
import { retentionText } from './retention-text';

/** Stands in place of a job that is not there, or no longer. */
@Component({
  selector: 'ft-job-missing',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <ft-icon name="search" />
      <p><b>No job with this id.</b> {{ kept() }}</p>
      <p class="m mut">Look whether the address was copied whole.</p>
      <a class="btn" routerLink="/jobs"><ft-icon name="list" />All jobs</a>
    </section>
  `,
  styles: `
    section {
      display: grid;
      justify-items: center;
      gap: 14px;
      padding: 48px 16px;
      text-align: center;
    }
    section > ft-icon {
      --icon: 26px;
      color: var(--ink-3);
    }
  `,
})
export class JobMissing {
  private readonly types = injectJobTypes();

  protected readonly kept = computed(() => retentionText(this.types.value() ?? []));
}
