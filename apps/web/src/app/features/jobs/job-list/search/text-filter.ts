import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** A filter by a short text, which counts when the field is left or Enter is pressed. */
@Component({
  selector: 'ft-text-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="id()">{{ label() }}</label>
    <input
      #field
      class="inp"
      autocomplete="off"
      [id]="id()"
      [attr.maxlength]="maxLength()"
      [value]="value()"
      (change)="written.emit(field.value.trim())"
    />
  `,
  host: { class: 'fld' },
})
export class TextFilter {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly maxLength = input.required<number>();
  readonly value = input.required<string>();
  readonly written = output<string>();
}
