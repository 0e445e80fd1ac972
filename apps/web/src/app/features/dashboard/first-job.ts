import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApiProblem } from '../../core/api-problem';
import { toApiProblem } from '../../core/api-problem';
import { Connection } from '../../core/connection';
import { JobsApi } from '../../core/jobs-api';
import { ServiceApi } from '../../core/service-api';
import { Icon } from '../../shared/icon';
import { ProblemPanel } from '../../shared/problem-panel';
import { RequestPreview } from '../../shared/request-preview/request-preview';

/** JSON text, as it is sent. */
const SAMPLE = JSON.stringify({ prompt: 'Say hello to Fast Track' }, null, 2);

/** Stands on the dashboard until there has been a job: the ways to send the first one, and what comes after. */
@Component({
  selector: 'ft-first-job',
  imports: [Icon, ProblemPanel, RequestPreview, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './first-job.html',
  styleUrl: './first-job.scss',
})
export class FirstJob {
  private readonly jobs = inject(JobsApi);
  private readonly service = inject(ServiceApi);

  /** The sample is stored. */
  readonly sent = output();

  protected readonly sample = SAMPLE;
  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly hasReference = this.service.hasReference;
  protected readonly isSending = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected isSimulated(): boolean {
    return this.service.isSimulated('prompt');
  }

  protected send(): void {
    this.isSending.set(true);
    this.problem.set(undefined);
    this.jobs.submit(SAMPLE).subscribe({
      next: () => {
        this.sent.emit();
      },
      error: (error: unknown) => {
        this.isSending.set(false);
        this.problem.set(toApiProblem(error));
      },
    });
  }
}
