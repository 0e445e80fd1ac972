import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { FieldBox } from './field-box';
import { FieldFrame } from './field-frame';
import { jsonFault } from './json-fault';
import type { JsonValue } from './json-value';
import { isSame, jsonText, readJson } from './json-value';

/** A part of a payload that no field can show, written as JSON. */
@Component({
  selector: 'ft-json-field',
  imports: [FieldBox, FieldFrame],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame
      [fieldId]="fieldId()"
      [label]="label()"
      [isRequired]="isRequired()"
      [hint]="hint() || 'This part is written as JSON.'"
      [fault]="shownFault()"
    >
      <textarea
        #area
        ftFieldBox
        class="inp mono"
        rows="4"
        spellcheck="false"
        [placeholder]="example()"
        [value]="text()"
        (input)="write(area.value)"
        (blur)="left.emit()"
      ></textarea>
    </ft-field-frame>
  `,
})
export class JsonField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly isRequired = input.required<boolean>();
  readonly hint = input('');
  readonly example = input('');
  readonly value = input.required<JsonValue | undefined>();
  readonly fault = input.required<string | null>();
  readonly changed = output<JsonValue | undefined>();
  readonly blocked = output<string | null>();
  readonly left = output();

  /** What is written stays as it is while it means the value, or nothing yet. */
  protected readonly text = linkedSignal<JsonValue | undefined, string>({
    source: this.value,
    computation: (value, previous) => {
      const written = previous?.value;
      const isOwn = written !== undefined && (faultOf(written) !== null || isSame(readJson(written), value));
      if (isOwn) return written;
      return value === undefined ? '' : jsonText(value, '  ');
    },
  });
  protected readonly shownFault = computed(() => faultOf(this.text()) ?? this.fault());

  protected write(text: string): void {
    this.text.set(text);
    const fault = faultOf(text);
    this.blocked.emit(fault);
    if (fault === null) this.changed.emit(text.trim() === '' ? undefined : readJson(text));
  }
}

const faultOf = (text: string): string | null => (text.trim() === '' ? null : jsonFault(text));
