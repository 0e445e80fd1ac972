import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { Now } from '../../../core/now';
import { Icon } from '../../../shared/icon';
import { durationText } from '../../../shared/time-text';
import { FieldFrame } from '../payload-form/field-frame';
import { zoneWords } from './zone-words';

/** What stands for a date without its time, or a part of one: no time at all, so that it is not sent. */
const HALF_WRITTEN = 'half written';

/** When a job may run first, by the clock of this browser, with the zone in words. */
@Component({
  selector: 'ft-run-at-field',
  imports: [FieldFrame, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame fieldId="run-at" label="Run at" [isRequired]="false" [hint]="words()" [fault]="fault() ?? null">
      <div class="box">
        <input
          #box
          id="run-at"
          class="inp"
          type="datetime-local"
          aria-describedby="run-at-hint"
          [class.err]="fault()"
          [attr.aria-invalid]="fault() !== undefined"
          [value]="shown()"
          (input)="read(box)"
          (blur)="read(box)"
          (keydown.enter)="read(box)"
          (keydown.control.enter)="read(box)"
          (keydown.meta.enter)="read(box)"
        />
        @if (value() !== '') {
          <button
            type="button"
            class="ib"
            aria-label="As soon as possible"
            title="As soon as possible"
            (click)="empty(box)"
          >
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
export class RunAtField {
  private readonly clock = inject(Now);

  /** `2026-01-31T10:00`, or empty: as soon as possible. Anything else: a part of a time. */
  readonly value = input.required<string>();
  readonly fault = input<string>();
  readonly changed = output<string>();

  /** A part of a time stays in the box as it is: to write it there would take it away. */
  protected readonly shown = linkedSignal<string, string>({
    source: this.value,
    computation: (value, previous) => (value === HALF_WRITTEN ? (previous?.value ?? '') : value),
  });
  protected readonly words = computed(() => {
    const at = Date.parse(this.value());
    if (Number.isNaN(at)) return 'As soon as possible';
    const left = at - this.clock.ms();
    return left > 0 ? `In ${durationText(left)}, ${zoneWords(at)}` : 'This time has passed: it runs at once';
  });

  /** A browser tells nobody while a part is missing: its value is empty then, as if nothing were wanted. */
  protected read({ value, validity }: HTMLInputElement): void {
    const now = validity.badInput ? HALF_WRITTEN : value;
    if (now !== this.value()) this.changed.emit(now);
  }

  protected empty(box: HTMLInputElement): void {
    box.value = '';
    this.changed.emit('');
  }
}
