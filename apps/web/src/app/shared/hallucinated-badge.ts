import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Icon } from './icon';

/** Marks a result that is not the JSON that was asked for. */
@Component({
  selector: 'ft-hallucinated-badge',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="chip HALLU"><ft-icon name="braces" />Hallucinated Response</span>`,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class HallucinatedBadge {}
