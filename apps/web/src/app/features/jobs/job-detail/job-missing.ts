import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../../shared/icon';

/** Stands in place of a job that is not there, or no longer. */
@Component({
  selector: 'ft-job-missing',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <ft-icon name="search" />
      <p><b>No job with this id.</b> Look whether the address was copied whole.</p>
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
export class JobMissing {}
