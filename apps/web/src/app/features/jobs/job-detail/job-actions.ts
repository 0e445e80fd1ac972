import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { Connection } from '../../../core/connection';
import { ServiceApi } from '../../../core/service-api';
import { Icon } from '../../../shared/icon';
import type { JobAction, JobActionName } from './job-actions-of';
import { actionsOf } from './job-actions-of';

/** Buttons stand side by side up to this many, the rest is in a menu. */
const [SHOWN_WIDE, SHOWN_NARROW] = [3, 2];

/** What can be done with a job in its state; changes are off while the backend cannot be reached or one is under way. */
@Component({
  selector: 'ft-job-actions',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (action of buttons(); track action.name; let index = $index) {
      <button
        type="button"
        class="btn"
        [class.d]="action.name === 'cancel'"
        [class.phone-hide]="index >= narrow"
        [disabled]="isOff(action)"
        (click)="act.emit(action.name)"
      >
        <ft-icon [name]="action.icon" />
        <span class="phone-hide">{{ action.label }}</span><span class="phone-only">{{ action.shortLabel }}</span>
      </button>
    }
    @if (rest().length > 0) {
      <button
        type="button"
        class="btn i"
        aria-label="More actions"
        [class.phone-only]="buttons().length === actions().length"
        [cdkMenuTriggerFor]="menu"
      >
        <ft-icon name="ellipsis" />
      </button>
    }
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @for (action of rest(); track action.name; let index = $index) {
          <button
            type="button"
            cdkMenuItem
            [class.phone-only]="index < buttons().length - narrow"
            [cdkMenuItemDisabled]="isOff(action)"
            [attr.aria-disabled]="isOff(action)"
            (cdkMenuItemTriggered)="act.emit(action.name)"
          >
            <ft-icon [name]="action.icon" />{{ action.label }}
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
    }
    .btn.i {
      --icon-stroke: 2.8;
    }
    @media (max-width: 599px) {
      :host {
        display: grid;
        grid-template-columns: 1fr 1fr auto;
      }
    }
  `,
})
export class JobActions {
  private readonly connection = inject(Connection);
  private readonly service = inject(ServiceApi);

  readonly job = input.required<JobView>();
  readonly isBusy = input(false);
  /** While the payload is edited, nothing is offered that would run the job as it was. */
  readonly isEditing = input(false);
  readonly act = output<JobActionName>();

  protected readonly narrow = SHOWN_NARROW;
  protected readonly actions = computed(() => {
    const fitting = actionsOf(this.job(), this.service.canHallucinate());
    return this.isEditing() ? fitting.filter(({ name }) => name !== 'retry' && name !== 'edit') : fitting;
  });
  protected readonly buttons = computed(() => this.actions().slice(0, SHOWN_WIDE));
  /** On narrow screens the menu also holds the buttons that have no room. */
  protected readonly rest = computed(() => this.actions().slice(SHOWN_NARROW));

  protected isOff({ isChange }: JobAction): boolean {
    return isChange && (this.isBusy() || this.connection.isUnreachable());
  }
}
