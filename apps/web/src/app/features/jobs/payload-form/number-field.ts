import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Field } from './field';
import { FieldBox } from './field-box';
import { FieldFrame } from './field-frame';
import type { JsonValue } from './json-value';
import { Spelled, isNumberText } from './json-value';
import { isKeptExactly } from './exact-number';

/** A number as it is written: a long one is not rounded on the way. What is no number stays a text, which the check refuses. */
@Component({
  selector: 'ft-number-field',
  imports: [FieldBox, FieldFrame],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let of = field();
    <ft-field-frame
      [fieldId]="fieldId()"
      [label]="of.label"
      [isRequired]="of.isRequired"
      [hint]="hint()"
      [fault]="fault()"
    >
      <input
        #box
        ftFieldBox
        class="inp"
        type="text"
        autocomplete="off"
        [attr.inputmode]="of.isWhole ? 'numeric' : 'decimal'"
        [placeholder]="of.example"
        [value]="text()"
        (input)="write(box.value)"
        (blur)="left.emit()"
      />
    </ft-field-frame>
  `,
})
export class NumberField {
  readonly fieldId = input.required<string>();
  readonly field = input.required<Field & { readonly kind: 'number' }>();
  readonly value = input.required<JsonValue | undefined>();
  readonly fault = input.required<string | null>();
  readonly changed = output<JsonValue | undefined>();
  readonly left = output();

  protected readonly text = computed(() => {
    const value = this.value();
    if (value instanceof Spelled) return value.text;
    return typeof value === 'string' ? value : '';
  });
  protected readonly hint = computed(() =>
    isKeptExactly(this.text()) ? this.field().hint : 'The backend rounds a number of so many digits.',
  );

  protected write(text: string): void {
    const trimmed = text.trim();
    if (isNumberText(trimmed)) this.changed.emit(new Spelled(trimmed));
    else this.changed.emit(trimmed === '' ? undefined : text);
  }
}
