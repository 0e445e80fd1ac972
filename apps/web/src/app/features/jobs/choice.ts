import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** One of a few values, as a row of segments that the arrow keys move through. */
@Component({
  selector: 'ft-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset class="fld">
      <legend>
        {{ label() }} <span class="dim">{{ hint() }}</span>
      </legend>
      <div class="segments" [class.err]="fault()">
        @for (option of options(); track option.value) {
          <label [class.on]="option.value === value()">
            <input
              class="visually-hidden"
              type="radio"
              [name]="name()"
              [value]="option.value"
              [checked]="option.value === value()"
              (change)="chosen.emit(option.value)"
            />{{ option.label }}
          </label>
        }
      </div>
      @if (fault(); as text) {
        <p class="hint bad" role="alert">{{ text }}</p>
      }
    </fieldset>
  `,
  styles: `
    .segments {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      border: 1px solid var(--control);
      border-radius: var(--r-m);
      block-size: 38px;
      background: var(--card);
    }
    .segments.err {
      border-color: var(--bad);
    }
    label {
      position: relative;
      display: grid;
      place-items: center;
      font-size: 13px;
      font-weight: 550;
      color: var(--ink-2);
      cursor: pointer;
      border-inline-start: 1px solid var(--line);
      transition: background var(--fast);
    }
    label:first-child {
      border: 0;
      border-start-start-radius: 7px;
      border-end-start-radius: 7px;
    }
    label:last-child {
      border-start-end-radius: 7px;
      border-end-end-radius: 7px;
    }
    label:hover {
      background: var(--hover);
    }
    .on,
    .on:hover {
      background: var(--secondary-container);
      color: var(--on-secondary-container);
      font-weight: 650;
    }
    label:focus-within {
      outline: 2px solid var(--primary);
      outline-offset: 2px;
      z-index: 1;
      border-radius: var(--r-s);
    }
    @media (max-width: 599px) {
      .segments {
        block-size: 42px;
      }
    }
  `,
})
export class Choice<T extends string | number> {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly name = input.required<string>();
  readonly options = input.required<readonly { readonly value: T; readonly label: string }[]>();
  readonly value = input.required<T>();
  readonly fault = input<string>();
  readonly chosen = output<T>();
}
