import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { Icon } from '../../../shared/icon';
import { roundedIn } from './exact-number';
import { jsonText, readJson } from './json-value';

/** A payload as JSON text, with the place where it stops being JSON. */
@Component({
  selector: 'ft-payload-editor',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="fld">
      <label for="payload-json">Payload <span class="dim">as JSON</span></label>
      <textarea
        #area
        id="payload-json"
        class="inp mono"
        rows="12"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-describedby="payload-json-hint"
        [class.err]="fault() !== null || isFaulty()"
        [attr.aria-invalid]="fault() !== null || isFaulty()"
        [value]="text()"
        (input)="changed.emit(area.value)"
      ></textarea>
      <div class="hint" [class.bad]="fault()">
        <span id="payload-json-hint" class="row">
          @if (fault(); as text) {
            <ft-icon name="circle-alert" /><span>{{ text }}</span>
          } @else if (rounded()) {
            <span>The backend rounds {{ rounded() }}: in double quotes it keeps every digit.</span>
          }
        </span>
        <button type="button" class="btn sm" [disabled]="value() === undefined" (click)="format()">Format</button>
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .inp {
      font-size: 12.5px;
      line-height: 20px;
      max-block-size: 60vh;
      tab-size: 2;
    }
    .row {
      align-items: start;
      gap: 5px;
      overflow-wrap: anywhere;
      min-inline-size: 0;
    }
  `,
})
export class PayloadEditor {
  readonly text = input.required<string>();
  /** Why the text is no payload. */
  readonly fault = input.required<string | null>();
  /** It is a payload that breaks rules, which stand elsewhere. */
  readonly isFaulty = input(false);
  readonly changed = output<string>();

  protected readonly value = computed(() => readJson(this.text()));
  protected readonly rounded = computed(() => roundedIn(this.value()));

  protected format(): void {
    const value = this.value();
    if (value !== undefined) this.changed.emit(jsonText(value, '  '));
  }
}
