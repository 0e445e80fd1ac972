import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { JobsApi } from '../../core/jobs-api';
import { injectPoll } from '../../core/poll';
import { Icon } from '../../shared/icon';

/** For an address that leads nowhere. */
@Component({
  selector: 'ft-not-found',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="page">
      <div class="head"><h1>There is no page at this address</h1></div>
      <p class="mut">The address may be old or mistyped.</p>
      <p>
        <a class="btn" routerLink="/jobs"><ft-icon name="list" />All jobs</a>
      </p>
    </div>
  `,
})
export class NotFound {
  constructor() {
    const api = inject(JobsApi);
    // The page needs no figures; the banner of the shell needs somebody who asks.
    injectPoll(() => api.stats(), { intervalMs: 10_000 });
  }
}
