import { ChangeDetectionStrategy, Component } from '@angular/core';

/** New job. */
@Component({
  selector: 'ft-new-job',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="page">
    <div class="head"><h1>New job</h1></div>
  </div>`,
})
export class NewJob {}
