import { ChangeDetectionStrategy, Component } from '@angular/core';

/** One job. */
@Component({
  selector: 'ft-job-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="page"><div class="head"><h1>Job</h1></div></div>`,
})
export class JobDetail {}
