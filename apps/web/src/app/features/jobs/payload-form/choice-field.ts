import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { Choice } from '../choice';
import type { Field } from './field';
import { FieldBox } from './field-box';
import { FieldFrame } from './field-frame';
import type { JsonValue } from './json-value';
import { jsonText } from './json-value';

/** More options, or more letters in all, are a list to open. */
const [SEGMENTS_MAX, LETTERS_MAX] = [5, 40];
const NONE = -1;

/** One of a few values: segments while there is room, else a list to open. What is not required can be left out. */
@Component({
  selector: 'ft-choice-field',
  imports: [Choice, FieldBox, FieldFrame],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let of = field();
    @if (isShort()) {
      <ft-choice
        [label]="of.label"
        [hint]="of.hint || (of.isRequired ? '' : 'optional')"
        [name]="fieldId()"
        [options]="options()"
        [value]="chosen()"
        [fault]="fault() ?? undefined"
        (chosen)="choose($event)"
      />
    } @else {
      <ft-field-frame
        [fieldId]="fieldId()"
        [label]="of.label"
        [isRequired]="of.isRequired"
        [hint]="of.hint"
        [fault]="fault()"
      >
        <select #list ftFieldBox class="inp" (change)="choose(+list.value)" (blur)="left.emit()">
          @if (of.isRequired && chosen() === none) {
            <option [value]="none" selected disabled>Choose one</option>
          }
          @for (option of options(); track option.value) {
            <option [value]="option.value" [selected]="option.value === chosen()">{{ option.label }}</option>
          }
        </select>
      </ft-field-frame>
    }
  `,
})
export class ChoiceField {
  readonly fieldId = input.required<string>();
  readonly field = input.required<Field & { readonly kind: 'choice' }>();
  readonly value = input.required<JsonValue | undefined>();
  readonly fault = input.required<string | null>();
  readonly changed = output<JsonValue | undefined>();
  readonly left = output();

  protected readonly none = NONE;
  protected readonly options = computed(() => {
    const { options, isRequired } = this.field();
    const some = options.map(({ label }, value) => ({ value, label }));
    return isRequired ? some : [{ value: NONE, label: 'None' }, ...some];
  });
  protected readonly chosen = computed(() => {
    const value = this.value();
    const text = value === undefined ? null : jsonText(value);
    return this.field().options.findIndex((option) => jsonText(option.value) === text);
  });
  protected readonly isShort = computed(() => {
    const options = this.options();
    return options.length <= SEGMENTS_MAX && options.reduce((sum, { label }) => sum + label.length, 0) <= LETTERS_MAX;
  });

  protected choose(index: number): void {
    this.changed.emit(this.field().options[index]?.value);
    this.left.emit();
  }
}
