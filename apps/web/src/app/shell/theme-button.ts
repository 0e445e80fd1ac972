import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { ThemeName } from '../core/theme';
import { THEMES, Theme } from '../core/theme';
import { Icon } from '../shared/icon';
import type { IconName } from '../shared/icon-paths';

const ICONS: Readonly<Record<ThemeName, IconName>> = { system: 'monitor', light: 'sun', dark: 'moon' };

/** Changes between the system's colours, light and dark. */
@Component({
  selector: 'ft-theme-button',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button type="button" class="ib" [attr.aria-label]="label()" [title]="label()" (click)="change()">
      <ft-icon [name]="icon()" />
    </button>
  `,
  styles: `
    button {
      --icon: 18px;
    }
  `,
})
export class ThemeButton {
  private readonly theme = inject(Theme);

  private readonly next = computed(() => THEMES[(THEMES.indexOf(this.theme.name()) + 1) % THEMES.length] ?? 'system');
  protected readonly icon = computed(() => ICONS[this.theme.name()]);
  protected readonly label = computed(() => `Theme: ${this.theme.name()}. Change to ${this.next()}`);

  protected change(): void {
    this.theme.choose(this.next());
  }
}
