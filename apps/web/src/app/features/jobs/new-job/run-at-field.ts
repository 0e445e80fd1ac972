import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Now } from '../../../core/now';
import { Icon } from '../../../shared/icon';
import { durationText } from '../../../shared/time-text';
import { FieldFrame } from '../payload-form/field-frame';
import { zoneWords } from './zone-words';

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
          [value]="value()"
          (input)="changed.emit(box.value)"
        />
        @if (value() !== '') {
          <button
            type="button"
            class="ib"
            aria-label="As soon as possible"
            title="As soon as possible"
            (click)="changed.emit('')"
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

  /** `2026-01-31T10:00`, or empty: as soon as possible. */
  readonly value = input.required<string>();
  readonly fault = input<string>();
  readonly changed = output<string>();

  protected readonly words = computed(() => {
    const at = Date.parse(this.value());
    if (Number.isNaN(at)) return 'As soon as possible';
    const left = at - this.clock.ms();
    return left > 0 ? `In ${durationText(left)}, ${zoneWords(at)}` : 'This time has passed: it runs at once';
  });
}
