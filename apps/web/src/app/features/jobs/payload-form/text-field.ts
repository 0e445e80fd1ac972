import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { isHalfWritten } from '../../../shared/local-moment';
import type { Field } from './field';
import { FieldBox } from './field-box';
import { FieldFrame } from './field-frame';

const number = new Intl.NumberFormat('en');
const INPUT_MODES: Readonly<Record<string, string>> = { email: 'email', uri: 'url', url: 'url' };

/** A text on one line or several. Its length is counted as the backend counts. */
@Component({
  selector: 'ft-text-field',
  imports: [FieldBox, FieldFrame],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let of = field();
    <ft-field-frame
      [fieldId]="fieldId()"
      [label]="of.label"
      [isRequired]="of.isRequired"
      [hint]="of.hint"
      [fault]="fault()"
      [count]="count()"
    >
      @if (of.rows > 1) {
        <textarea
          #area
          ftFieldBox
          class="inp"
          [rows]="of.rows"
          [placeholder]="of.example"
          [value]="value()"
          (input)="changed.emit(area.value)"
          (blur)="left.emit()"
        ></textarea>
      } @else {
        <input
          #box
          ftFieldBox
          class="inp"
          autocomplete="off"
          [type]="of.format === 'date' ? 'date' : 'text'"
          [attr.inputmode]="mode()"
          [placeholder]="of.example"
          [value]="value()"
          (input)="write(box)"
          (blur)="checkHalf(box); left.emit()"
          (keydown.enter)="checkHalf(box)"
          (keydown.control.enter)="checkHalf(box)"
          (keydown.meta.enter)="checkHalf(box)"
        />
      }
    </ft-field-frame>
  `,
  styles: `
    textarea {
      max-block-size: 60vh;
    }
  `,
})
export class TextField {
  readonly fieldId = input.required<string>();
  readonly field = input.required<Field & { readonly kind: 'text' }>();
  readonly value = input.required<string>();
  readonly fault = input.required<string | null>();
  readonly changed = output<string>();
  /** Why what is written is no value yet; `null`: it is one. */
  readonly blocked = output<string | null>();
  readonly left = output();

  private isHalf = false;

  protected readonly mode = computed(() => INPUT_MODES[this.field().format] ?? null);
  protected readonly count = computed(() => {
    const { maxLength } = this.field();
    return maxLength === undefined ? '' : `${number.format(this.value().length)} of ${number.format(maxLength)}`;
  });

  protected write(box: HTMLInputElement): void {
    this.checkHalf(box);
    if (!this.isHalf) this.changed.emit(box.value);
  }

  /** Of a day that misses a part the browser says that it is empty, and tells nobody when the rest goes. */
  protected checkHalf(box: HTMLInputElement): void {
    const wasHalf = this.isHalf;
    this.isHalf = isHalfWritten(box);
    if (this.isHalf || wasHalf) this.blocked.emit(this.isHalf ? 'Write a whole day, or none.' : null);
    if (wasHalf && !this.isHalf) this.changed.emit(box.value);
  }
}
