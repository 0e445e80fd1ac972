import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../../../shared/icon';

/** The words around a field: its label above, what is wrong with it or a hint below, and how much of it is used. */
@Component({
  selector: 'ft-field-frame',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="fld">
      <label [attr.for]="fieldId()" [id]="fieldId() + '-label'">
        {{ label() }}
        @if (!isRequired()) {
          <span class="dim">optional</span>
        }
      </label>
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
  readonly isRequired = input(true);
  readonly hint = input('');
  readonly fault = input<string | null>(null);
  readonly count = input('');
}
