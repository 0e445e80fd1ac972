import { ChangeDetectionStrategy, Component, input, linkedSignal, output } from '@angular/core';
import { Icon } from '../../../shared/icon';
import { LAST_MOMENT, isHalfWritten } from '../../../shared/local-moment';
import { FieldBox } from '../payload-form/field-box';
import { FieldFrame } from '../payload-form/field-frame';

/** What stands for a date without its time, or a part of one: no time at all, so that it is not sent. */
const HALF_WRITTEN = 'half written';

/** A moment that may be left open, by the clock of this browser. */
@Component({
  selector: 'ft-moment-field',
  imports: [FieldBox, FieldFrame, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame
      [fieldId]="fieldId()"
      [label]="label()"
      [isRequired]="false"
      [hint]="hint()"
      [fault]="fault() ?? null"
    >
      <div class="box">
        <input
          #box
          ftFieldBox
          class="inp"
          type="datetime-local"
          [max]="last"
          [value]="shown()"
          (input)="read(box)"
          (blur)="read(box)"
          (keydown.enter)="read(box)"
          (keydown.control.enter)="read(box)"
          (keydown.meta.enter)="read(box)"
        />
        @if (value() !== '') {
          <button type="button" class="ib" [attr.aria-label]="emptied()" [title]="emptied()" (click)="empty(box)">
            <ft-icon name="x" />
          </button>
        }
      </div>
    </ft-field-frame>
  `,
  styles: `
    .box {
      display: flex;
      gap: 4px;
      align-items: center;
    }
    .inp {
      flex: 1;
      padding-inline-end: 6px;
    }
  `,
})
export class MomentField {
  protected readonly last = LAST_MOMENT;
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** What the moment means. */
  readonly hint = input.required<string>();
  /** What it means to take the moment away: `As soon as possible`. */
  readonly emptied = input.required<string>();
  /** `2026-01-31T10:00`, or empty: left open. Anything else: a part of a moment. */
  readonly value = input.required<string>();
  readonly fault = input<string>();
  readonly changed = output<string>();

  /** A part of a moment stays in the box as it is: to write it there would take it away. */
  protected readonly shown = linkedSignal<string, string>({
    source: this.value,
    computation: (value, previous) => (value === HALF_WRITTEN ? (previous?.value ?? '') : value),
  });

  /** A browser tells nobody while a part is missing: its value is empty then, as if nothing were wanted. */
  protected read(box: HTMLInputElement): void {
    const now = isHalfWritten(box) ? HALF_WRITTEN : box.value;
    if (now !== this.value()) this.changed.emit(now);
  }

  protected empty(box: HTMLInputElement): void {
    box.value = '';
    this.changed.emit('');
  }
}
