import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** A value that can be chosen, and its name. */
export interface FilterOption {
  readonly value: string;
  readonly name: string;
}

/** One of a few values of a filter. With a hint it cannot be chosen: the hint says why. */
@Component({
  selector: 'ft-select-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="id()">{{ label() }}</label>
    <select
      #field
      class="inp"
      [id]="id()"
      [disabled]="hint() !== undefined"
      [attr.aria-describedby]="hint() === undefined ? null : id() + '-hint'"
      (change)="chosen.emit(field.value)"
    >
      @for (option of options(); track option.value) {
        <option [value]="option.value" [selected]="option.value === value()">{{ option.name }}</option>
      }
    </select>
    @if (hint(); as text) {
      <p class="hint" [id]="id() + '-hint'">{{ text }}</p>
    }
  `,
  styles: `
    select {
      padding-block: 7px;
    }
  `,
  host: { class: 'fld' },
})
export class SelectFilter {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly FilterOption[]>();
  readonly value = input.required<string>();
  readonly hint = input<string>();
  readonly chosen = output<string>();
}
