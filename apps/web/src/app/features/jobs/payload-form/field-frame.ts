import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../../../shared/icon';

/** The words around a field: its label above, what is wrong with it or a hint below, and how much of it is used. */
@Component({
  selector: 'ft-field-frame',
  imports: [Icon, NgTemplateOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="fld">
      @if (isGroup()) {
        <div class="lab" [id]="fieldId() + '-label'"><ng-container [ngTemplateOutlet]="words" /></div>
      } @else {
        <label [attr.for]="fieldId()"><ng-container [ngTemplateOutlet]="words" /></label>
      }
      <ng-content />
      @if (fault() || hint() || count()) {
        <div class="hint" [class.bad]="fault()">
          <span class="row" [id]="fieldId() + '-hint'">
            @if (fault(); as text) {
              <ft-icon name="circle-alert" /><span>{{ text }}</span>
            } @else {
              {{ hint() }}
            }
          </span>
          @if (count()) {
            <span class="nw">{{ count() }}</span>
          }
        </div>
      }
    </div>
    <ng-template #words>
      {{ label() }}
      @if (!isRequired()) {
        <span class="dim">optional</span>
      }
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .fld {
      grid-template-columns: minmax(0, 1fr);
    }
    .row {
      align-items: start;
      gap: 5px;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class FieldFrame {
  /** Id of the control; what describes it has this id with `-hint`. */
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** Several controls together: they are named by the id with `-label`. */
  readonly isGroup = input(false);
  readonly isRequired = input(true);
  readonly hint = input('');
  readonly fault = input<string | null>(null);
  readonly count = input('');
}
