import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { JobStatus } from '@fasttrack/contracts';
import { ServiceApi } from '../../../core/service-api';
import { Toasts } from '../../../core/toasts';
import { copyText } from '../../../shared/copy-text';
import { Icon } from '../../../shared/icon';
import type { JobChange } from '../job-change';

/** What can be done with a job in its present state. */
@Component({
  selector: 'ft-job-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      class="ib"
      [attr.aria-label]="'Actions for ' + name()"
      [cdkMenuTriggerFor]="menu"
      (cdkMenuOpened)="opened.emit(true)"
      (cdkMenuClosed)="opened.emit(false)"
    >
      <ft-icon name="ellipsis-vertical" />
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @if (isOpen()) {
          <button type="button" class="d" cdkMenuItem (cdkMenuItemTriggered)="act.emit('cancel')">
            <ft-icon name="ban" />Cancel
          </button>
        }
        @if (canRetry()) {
          <button type="button" cdkMenuItem (cdkMenuItemTriggered)="act.emit('retry')">
            <ft-icon name="refresh" />Retry
          </button>
        }
        @if (isOpen() && canHallucinate()) {
          <button type="button" cdkMenuItem (cdkMenuItemTriggered)="act.emit('hallucinate')">
            <ft-icon name="braces" />Hallucinate (test aid)
          </button>
        }
        <button type="button" cdkMenuItem (cdkMenuItemTriggered)="copyId()"><ft-icon name="copy" />Copy id</button>
      </div>
    </ng-template>
  `,
  styles: `
    .ib {
      inline-size: 28px;
      block-size: 28px;
      color: var(--ink-3);
      --icon-stroke: 2.6;
    }
  `,
})
export class JobMenu {
  private readonly document = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);
  protected readonly canHallucinate = inject(ServiceApi).canHallucinate;

  readonly id = input.required<string>();
  readonly name = input.required<string>();
  readonly status = input.required<JobStatus>();
  readonly act = output<JobChange>();
  readonly opened = output<boolean>();

  protected readonly isOpen = computed(() => this.status() === 'PENDING' || this.status() === 'PROCESSING');
  protected readonly canRetry = computed(() => this.status() === 'FAILED' || this.status() === 'CANCELLED');

  protected async copyId(): Promise<void> {
    const isCopied = await copyText(this.id(), this.document);
    if (isCopied) this.toasts.show('Id copied.');
    else this.toasts.warn('The browser did not let the id be copied.');
  }
}
