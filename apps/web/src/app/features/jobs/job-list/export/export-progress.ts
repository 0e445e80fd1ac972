import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Icon } from '../../../../shared/icon';
import { ProblemPanel } from '../../../../shared/problem-panel';
import { JobExport } from './job-export';

const MEGABYTE = 1_000_000;

/** How much of a file has come, and why none did. */
@Component({
  selector: 'ft-export-progress',
  imports: [Icon, ProblemPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (files.problem(); as problem) {
      <ft-problem
        [problem]="problem"
        lead="The jobs were not exported."
        [canDismiss]="true"
        (dismiss)="files.dismissProblem()"
      />
    }
    @if (loaded(); as megabytes) {
      <section class="note" aria-label="Export">
        <ft-icon name="download" />
        <p class="grow"><b>Exporting jobs</b> {{ megabytes }} MB so far.</p>
        <button type="button" class="btn sm" (click)="files.stop()"><ft-icon name="x" />Stop</button>
      </section>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
    .note {
      border-color: var(--primary-line);
      background: var(--primary-soft);
    }
  `,
})
export class ExportProgress {
  protected readonly files = inject(JobExport);
  protected readonly loaded = computed(() => {
    const bytes = this.files.loadedBytes();
    return bytes === undefined ? undefined : (bytes / MEGABYTE).toFixed(1);
  });
}
