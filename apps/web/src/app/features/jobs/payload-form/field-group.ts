import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The words around the parts of a group or of a list: its name above, what is wrong with the whole below. */
@Component({
  selector: 'ft-field-group',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>
        {{ label() }}
        @if (!isRequired()) {
          <span class="dim">optional</span>
        }
      </legend>
      @if (hint()) {
        <p class="hint">{{ hint() }}</p>
      }
      <ng-content />
      @if (fault(); as text) {
        <p class="hint bad" tabindex="-1" aria-invalid="true">{{ text }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 14px;
      justify-items: stretch;
      padding: 12px 14px 14px;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      min-inline-size: 0;
    }
    legend {
      padding: 0 5px;
      font-size: 13px;
      font-weight: 560;
      line-height: 18px;
    }
    .dim {
      font-weight: 450;
      font-size: 12px;
    }
  `,
})
export class FieldGroup {
  readonly label = input.required<string>();
  readonly isRequired = input.required<boolean>();
  readonly hint = input('');
  readonly fault = input<string | null>(null);
}
