import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { JobConditions } from '../../../../core/jobs-api';
import { Icon } from '../../../../shared/icon';
import type { ExportFormat } from './job-export';
import { JobExport } from './job-export';

/** Offers all jobs of the filter as a file. */
@Component({
  selector: 'ft-export-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      class="btn i"
      aria-label="Export"
      title="Export"
      [disabled]="isOut()"
      [cdkMenuTriggerFor]="menu"
    >
      <ft-icon name="download" />
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @for (format of formats; track format) {
          <button type="button" cdkMenuItem (cdkMenuItemTriggered)="files.start(format, filter())">
            <ft-icon name="download" />{{ labels[format] }}
          </button>
        }
      </div>
    </ng-template>
  `,
})
export class ExportMenu {
  protected readonly files = inject(JobExport);
  protected readonly formats: readonly ExportFormat[] = ['csv', 'json'];
  protected readonly labels: Readonly<Record<ExportFormat, string>> = {
    csv: 'All matching jobs as CSV',
    json: 'All matching jobs as JSON',
  };

  readonly filter = input.required<JobConditions>();
  readonly isOut = input(false);
}
