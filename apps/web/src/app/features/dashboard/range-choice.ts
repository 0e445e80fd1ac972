import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { TrendRange } from '@fasttrack/contracts';
import { TREND_RANGES } from '@fasttrack/contracts';
import { Icon } from '../../shared/icon';
import { RANGE_WORDS } from './trend-rates';

/** Chooses the stretch of time; the choice is in the address. */
@Component({
  selector: 'ft-range-choice',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav class="seg phone-hide" aria-label="Range of time">
      @for (range of ranges; track range) {
        <a
          routerLink="."
          [queryParams]="{ range }"
          [class.on]="range === chosen()"
          [attr.aria-current]="range === chosen() ? 'true' : null"
          [attr.aria-label]="'Last ' + words[range]"
          >{{ range }}</a
        >
      }
    </nav>
    <label class="phone-only">
      <span class="visually-hidden">Range of time</span>
      <select class="btn" (change)="choose($event)">
        @for (range of ranges; track range) {
          <option [value]="range" [selected]="range === chosen()">{{ range }}</option>
        }
      </select>
      <ft-icon name="chevron-down" />
    </label>
  `,
  styles: `
    :host {
      display: block;
    }
    label {
      position: relative;
      display: block;
    }
    select {
      appearance: none;
      padding-inline-end: 32px;
    }
    ft-icon {
      --icon: 14px;
      position: absolute;
      inset: 12px 12px auto auto;
      pointer-events: none;
    }
  `,
})
export class RangeChoice {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);

  readonly chosen = input.required<TrendRange>();

  protected readonly ranges = TREND_RANGES;
  protected readonly words = RANGE_WORDS;

  protected choose(event: Event): void {
    const range = (event.target as HTMLSelectElement).value;
    void this.router.navigate(['.'], { relativeTo: this.route, queryParams: { range } });
  }
}
