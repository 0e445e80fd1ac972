import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import type { ApiProblem } from '../../core/api-problem';
import { toApiProblem } from '../../core/api-problem';
import { JobsApi } from '../../core/jobs-api';
import { FirstJobCard } from '../../shared/first-job-card';
import { ProblemPanel } from '../../shared/problem-panel';

/** Stands on the dashboard until there has been a job: sends the first one, or says why it was not sent. */
@Component({
  selector: 'ft-first-job',
  imports: [FirstJobCard, ProblemPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (problem(); as failed) {
      <ft-problem [problem]="failed" [lead]="lead(failed)" [canDismiss]="true" (dismiss)="problem.set(undefined)" />
    }
    <ft-first-job-card [isSending]="isSending()" (send)="send($event)" />
  `,
  styles: `
    :host {
      display: grid;
      gap: 14px;
    }
  `,
})
export class FirstJob {
  private readonly jobs = inject(JobsApi);

  /** The sample is stored. */
  readonly sent = output();

  protected readonly isSending = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected lead({ mayBeDone }: ApiProblem): string {
    return mayBeDone ? 'The job may have been sent: it shows up here if it was.' : 'The job was not sent.';
  }

  protected send(prompt: string): void {
    this.isSending.set(true);
    this.problem.set(undefined);
    this.jobs.submit(JSON.stringify({ prompt })).subscribe({
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
