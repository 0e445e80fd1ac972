import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Now } from '../core/now';
import { absoluteTime, relativeTime } from './time-text';

/** A moment as `3 min ago`, ticking; the tooltip has it in full, local and UTC. */
@Component({
  selector: 'ft-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="machine()" [title]="full()">{{ text() }}</time>`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class RelativeTime {
  private readonly now = inject(Now);

  /** ISO 8601 or milliseconds since 1970. */
  readonly at = input.required<string | number>();

  private readonly ms = computed(() => new Date(this.at()).getTime());
  private readonly isKnown = computed(() => !Number.isNaN(this.ms()));
  protected readonly text = computed(() => (this.isKnown() ? relativeTime(this.ms(), this.now.ms()) : '–'));
  protected readonly full = computed(() => (this.isKnown() ? absoluteTime(this.ms()) : 'unknown time'));
  protected readonly machine = computed(() => (this.isKnown() ? new Date(this.ms()).toISOString() : null));
}
