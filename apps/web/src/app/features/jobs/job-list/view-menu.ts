import { CdkMenu, CdkMenuItemCheckbox, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { injectIsPhone } from '../../../core/is-phone';
import { Icon } from '../../../shared/icon';
import type { ColumnName } from './query/list-preferences';
import { CHOSEN_COLUMNS, COLUMN_HINTS, ListPreferences, PHONE_COLUMNS } from './query/list-preferences';

/** How the table looks: the height of its rows and its columns. Kept in this browser. */
@Component({
  selector: 'ft-view-menu',
  imports: [CdkMenu, CdkMenuItemCheckbox, CdkMenuTrigger, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!isPhone()) {
      <button type="button" class="btn t sm" [attr.aria-pressed]="isCompact()" (click)="turnDensity()">
        <ft-icon name="rows" />Compact
      </button>
    }
    <button
      type="button"
      class="btn t sm"
      [class.i]="isPhone()"
      [attr.aria-label]="isPhone() ? 'Columns' : null"
      [cdkMenuTriggerFor]="menu"
    >
      <ft-icon name="columns" />{{ isPhone() ? '' : 'Columns' }}
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @for (column of columns(); track column.name) {
          <button
            type="button"
            cdkMenuItemCheckbox
            [cdkMenuItemChecked]="has(column.name)"
            (cdkMenuItemTriggered)="turn(column.name)"
          >
            <span class="check" [class.on]="has(column.name)"><ft-icon name="check" /></span>
            <span>
              {{ column.label }}
              @if (hints[column.name]; as hint) {
                <small>{{ hint }}</small>
              }
            </span>
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      display: flex;
      gap: 2px;
    }
    .btn {
      color: var(--ink-2);
    }
    .btn[aria-pressed='true'] {
      background: var(--secondary-container);
      color: var(--on-secondary-container);
    }
    .menu > :has(small) {
      block-size: auto;
      padding-block: 7px;
    }
    small {
      display: block;
      max-inline-size: 220px;
      font-size: 12px;
      line-height: 16px;
      font-weight: 400;
      color: var(--ink-2);
    }
    .check ft-icon {
      visibility: hidden;
    }
    .check.on ft-icon {
      visibility: visible;
    }
  `,
})
export class ViewMenu {
  private readonly preferences = inject(ListPreferences);

  protected readonly isPhone = injectIsPhone();
  protected readonly hints = COLUMN_HINTS;
  /** Those that can be seen at this width. */
  protected readonly columns = computed(() =>
    this.isPhone() ? CHOSEN_COLUMNS.filter(({ name }) => PHONE_COLUMNS.includes(name)) : CHOSEN_COLUMNS,
  );
  protected readonly isCompact = computed(() => this.preferences.density() === 'compact');

  protected has(name: ColumnName): boolean {
    return this.preferences.columns().includes(name);
  }

  protected turn(name: ColumnName): void {
    const columns = this.preferences.columns();
    this.preferences.setColumns(this.has(name) ? columns.filter((one) => one !== name) : [...columns, name]);
  }

  protected turnDensity(): void {
    this.preferences.setDensity(this.isCompact() ? 'comfortable' : 'compact');
  }
}
