import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { IconName } from './icon-paths';
import { ICON_PATHS } from './icon-paths';

/** A drawn sign beside a word; alone it says nothing to a reader of a screen. Size by `--icon`. */
@Component({
  selector: 'ft-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 24 24" aria-hidden="true"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: block;
      flex: none;
      inline-size: var(--icon, 16px);
      block-size: var(--icon, 16px);
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: var(--icon-stroke, 2);
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => ICON_PATHS[this.name()]);
}
