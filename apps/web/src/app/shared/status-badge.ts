import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { JobStatus } from '@fasttrack/contracts';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

/** The sign and the word of each state. */
export const STATUS_LOOK: Readonly<Record<JobStatus, readonly [IconName, string]>> = {
  PENDING: ['clock', 'Pending'],
  PROCESSING: ['play', 'Processing'],
  COMPLETED: ['check', 'Completed'],
  FAILED: ['x', 'Failed'],
  CANCELLED: ['ban', 'Cancelled'],
};

/** The state of a job as sign, word and colour. */
@Component({
  selector: 'ft-status-badge',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="chip" [class]="status()"><ft-icon [name]="look()[0]" />{{ look()[1] }}</span>`,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class StatusBadge {
  readonly status = input.required<JobStatus>();
  protected readonly look = computed(() => STATUS_LOOK[this.status()]);
}
