import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Shell } from './shell/shell';

/** The web app: the shell and, inside it, the page of the address. */
@Component({
  selector: 'ft-root',
  imports: [Shell],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ft-shell />`,
})
export class App {}
