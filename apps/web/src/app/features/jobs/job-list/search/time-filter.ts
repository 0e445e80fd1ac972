import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, input, output, signal, viewChild } from '@angular/core';
import { LAST_MOMENT, instantOf, isHalfWritten, localMoment } from '../../../../shared/local-moment';

/** As much of a moment as the field has room for: without seconds. */
const TO_THE_MINUTE = '2026-01-31T10:00'.length;

/** A filter by a moment of this browser's clock. A half-written one is no filter: when it is left, it says so. */
@Component({
  selector: 'ft-time-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="id()">{{ label() }}</label>
    <input
      #field
      class="inp"
      type="datetime-local"
      [max]="last"
      [id]="id()"
      [class.err]="hasFault()"
      [attr.aria-invalid]="hasFault()"
      [attr.aria-describedby]="hasFault() ? id() + '-fault' : null"
      [value]="text()"
      (input)="note()"
      (keyup)="look()"
      (blur)="take()"
      (keydown.enter)="take()"
    />
    @if (hasFault()) {
      <p class="hint bad" role="alert" [id]="id() + '-fault'">The time is not complete.</p>
    }
  `,
  host: { class: 'fld' },
})
export class TimeFilter {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly half = signal(false);
  private readonly isLeft = signal(false);

  readonly id = input.required<string>();
  readonly label = input.required<string>();
  /** ISO 8601. */
  readonly value = input<string>();
  /** ISO 8601, or nothing when the field was emptied. */
  readonly written = output<string | undefined>();

  /** Whether some digits stand there, but no moment. */
  readonly isHalf = this.half.asReadonly();
  protected readonly last = LAST_MOMENT;
  protected readonly text = computed(() => localMoment(this.value()).slice(0, TO_THE_MINUTE));
  protected readonly hasFault = computed(() => this.half() && this.isLeft());

  /** Takes away what was written and never counted. */
  reset(): void {
    this.field().nativeElement.value = this.text();
    this.note();
  }

  protected note(): void {
    this.look();
    this.isLeft.set(false);
  }

  /** A key may write a digit of a moment that is not one yet, of which no event tells. */
  protected look(): void {
    this.half.set(isHalfWritten(this.field().nativeElement));
  }

  /** When the field is left or Enter is pressed: a field of times reports a change at each digit of the year. */
  protected take(): void {
    this.note();
    this.isLeft.set(true);
    const { value } = this.field().nativeElement;
    if (this.half() || value === this.text()) return;
    const instant = instantOf(value);
    if (value === '' || instant !== undefined) this.written.emit(instant);
  }
}
