import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MAX_ATTEMPTS_LIMIT } from '@fasttrack/contracts';
import { Icon } from '../../../shared/icon';
import { FieldFrame } from '../payload-form/field-frame';

/** How many runs a job may have in all; as many as its type says until somebody says more or less. */
@Component({
  selector: 'ft-attempts-field',
  imports: [FieldFrame, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame fieldId="attempts" label="Attempts" [hint]="hint()" [fault]="fault() ?? null">
      <div class="inp step">
        <button type="button" class="ib" aria-label="One attempt less" [disabled]="shown() <= 1" (click)="step(-1)">
          <ft-icon name="minus" />
        </button>
        <input
          #box
          id="attempts"
          inputmode="numeric"
          autocomplete="off"
          aria-describedby="attempts-hint"
          role="spinbutton"
          [attr.aria-valuenow]="shown()"
          aria-valuemin="1"
          [attr.aria-valuemax]="most"
          [value]="shown()"
          (input)="write(box)"
          (blur)="box.value = '' + shown()"
          (keydown.arrowUp)="step(1, $event)"
          (keydown.arrowDown)="step(-1, $event)"
        />
        <button type="button" class="ib" aria-label="One attempt more" [disabled]="shown() >= most" (click)="step(1)">
          <ft-icon name="plus" />
        </button>
      </div>
    </ft-field-frame>
  `,
  styles: `
    .step {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 0 4px;
    }
    .step:focus-within {
      border-color: var(--primary);
    }
    .ib {
      inline-size: 28px;
      block-size: 28px;
    }
    input {
      inline-size: 4ch;
      border: 0;
      background: none;
      text-align: center;
      font: inherit;
      font-weight: 620;
      color: inherit;
    }
  `,
})
export class AttemptsField {
  /** `null`: as many as the type says. */
  readonly value = input.required<number | null>();
  /** What the type says. */
  readonly usual = input.required<number>();
  readonly fault = input<string>();
  readonly changed = output<number | null>();

  protected readonly most = MAX_ATTEMPTS_LIMIT;
  protected readonly shown = computed(() => this.value() ?? this.usual());
  protected readonly hint = computed(() =>
    this.value() === null ? 'As usual for the type' : `Usual: ${this.usual()}`,
  );

  protected step(by: 1 | -1, event?: Event): void {
    event?.preventDefault();
    this.set(this.shown() + by);
  }

  /** What is no number from 1 to the greatest changes nothing; the field shows the number again when it is left. */
  protected write({ value }: HTMLInputElement): void {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= 1 && number <= MAX_ATTEMPTS_LIMIT) this.set(number);
  }

  private set(number: number): void {
    const bounded = Math.min(MAX_ATTEMPTS_LIMIT, Math.max(1, number));
    this.changed.emit(bounded === this.usual() ? null : bounded);
  }
}
