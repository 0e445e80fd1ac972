import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { ProblemPanel } from '../../shared/problem-panel';
import { Draft } from './draft';
import type { FailedSend } from './outbox';
import { Outbox } from './outbox';

/** Jobs the backend did not take, each with its reason and the way back to its draft. */
@Component({
  selector: 'ft-failed-sends',
  imports: [ProblemPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (failure of outbox.failures(); track failure.key) {
      <ft-problem
        [lead]="leadOf(failure)"
        [problem]="failure.problem"
        [canDismiss]="true"
        (dismiss)="outbox.dismiss(failure.key)"
      >
        @if (!isInForm(failure)) {
          <button type="button" class="btn sm" (click)="edit(failure)">Edit and send again</button>
        }
      </ft-problem>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    :host:empty {
      display: none;
    }
    @media (max-width: 599px) {
      .btn {
        margin-inline-start: 27px;
      }
    }
  `,
})
export class FailedSends {
  readonly besideForm = input(false);

  private readonly draft = inject(Draft);
  private readonly router = inject(Router);
  protected readonly outbox = inject(Outbox);

  protected leadOf({ problem }: FailedSend): string {
    return problem.mayBeDone ? 'The job may have been sent: look for it in the list first.' : 'The job was not sent.';
  }

  /** Nothing to bring back: the person sees the form with this very draft. */
  protected isInForm({ draft }: FailedSend): boolean {
    const { type, payload } = this.draft.job();
    return this.besideForm() && draft.type === type && draft.payload === payload;
  }

  protected edit(failure: FailedSend): void {
    this.outbox.takeUp(failure);
    void this.router.navigate(['/jobs/new'], { queryParams: { type: failure.draft.type } });
  }
}
