import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Jobs. */
@Component({
  selector: 'ft-job-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="page">
    <div class="head"><h1>Jobs</h1></div>
  </div>`,
})
export class JobList {}
