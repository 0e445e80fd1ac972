import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { BulkAction, BulkOutcomeView, JobRowView } from '@fasttrack/contracts';
import type { Subscription } from 'rxjs';
import type { ApiProblem } from '../../../../core/api-problem';
import { toApiProblem } from '../../../../core/api-problem';
import { BulkApi } from '../../../../core/bulk-api';
import type { JobConditions } from '../../../../core/jobs-api';
import { Toasts } from '../../../../core/toasts';
import { canChange, doneText, unfitText } from '../../change-words';
import { JobListStore } from '../job-list-store';
import { RowChanges } from '../row-changes';
import { recountText } from './bulk-words';
import { Operations } from './operations';
import { RowSelection } from './row-selection';

/** What a person is asked before many jobs are changed. */
export interface BulkQuestion {
  readonly action: BulkAction;
  readonly count: number;
  /** Some of the jobs. */
  readonly sample: readonly JobRowView[];
  /** The filter, when it is about all of its jobs of before a moment; else the ids. */
  readonly target:
    { readonly filter: JobConditions; readonly createdBefore: string } | { readonly ids: readonly string[] };
}

/** Jobs that stayed as they are, with the reason for each. */
export interface BulkRefusals {
  readonly action: BulkAction;
  readonly changed: number;
  readonly refused: readonly { readonly id: string; readonly error: string }[];
}

interface BulkProblem {
  readonly lead: string;
  readonly problem: ApiProblem;
}

/** Carries out actions on many jobs: asks first, tells what became of each, and offers to undo a cancel. */
@Injectable()
export class BulkActions {
  private readonly api = inject(BulkApi);
  private readonly list = inject(JobListStore);
  private readonly changes = inject(RowChanges);
  private readonly selection = inject(RowSelection);
  private readonly operations = inject(Operations);
  private readonly toasts = inject(Toasts);
  private readonly life = inject(DestroyRef);
  private counting: Subscription | undefined;
  private readonly asked = signal<BulkQuestion | undefined>(undefined);
  private readonly busy = signal(false);
  private readonly left = signal<BulkRefusals | undefined>(undefined);
  private readonly failed = signal<BulkProblem | undefined>(undefined);

  readonly question = this.asked.asReadonly();
  readonly isBusy = this.busy.asReadonly();
  readonly refusals = this.left.asReadonly();
  readonly problem = this.failed.asReadonly();

  /** Asks about the selected jobs that the action can change. */
  askAbout(action: BulkAction, jobs: readonly JobRowView[]): void {
    const fitting = jobs.filter((job) => canChange(action, job));
    if (this.busy()) return;
    if (fitting.length === 0) {
      this.toasts.show(unfitText(action, 'None of the selected jobs can'));
      return;
    }
    this.dismiss();
    const ids = fitting.map(({ id }) => id);
    this.asked.set({ action, count: ids.length, sample: fitting.slice(0, 3), target: { ids } });
  }

  /** Counts what the action would change, then asks about it. */
  askAboutAll(action: BulkAction, filter: JobConditions): void {
    if (this.busy()) return;
    this.dismiss();
    this.busy.set(true);
    this.counting = this.api.preview(action, filter).subscribe({
      next: ({ total, createdBefore, sample }) => {
        this.busy.set(false);
        if (total === 0) this.toasts.show(unfitText(action, 'No job of this filter can'));
        else this.asked.set({ action, count: total, sample: sample.slice(0, 3), target: { filter, createdBefore } });
      },
      error: (error: unknown) => {
        this.fail('The jobs were not counted.', error);
      },
    });
  }

  /** The person has thought better of it. */
  drop(): void {
    this.asked.set(undefined);
  }

  /** The list shows another filter: what is counted or asked was about the one before. */
  leave(): void {
    this.drop();
    if (this.counting === undefined || this.counting.closed) return;
    this.counting.unsubscribe();
    this.busy.set(false);
  }

  /** The person wants it. */
  confirm(): void {
    const question = this.asked();
    if (!question || this.busy()) return;
    this.asked.set(undefined);
    const { action, count, target } = question;
    if ('ids' in target) this.change(action, target.ids);
    else this.begin(action, { ...target.filter, createdBefore: target.createdBefore }, count);
  }

  dismiss(): void {
    this.left.set(undefined);
    this.failed.set(undefined);
  }

  private begin(action: BulkAction, filter: JobConditions, counted: number): void {
    this.busy.set(true);
    this.api.begin(action, filter).subscribe({
      next: (operation) => {
        this.busy.set(false);
        this.selection.clear();
        this.operations.watch(operation);
        if (operation.total !== counted) this.toasts.show(recountText(counted, operation.total));
      },
      error: (error: unknown) => {
        this.fail('The operation was not begun.', error);
      },
    });
  }

  private change(action: BulkAction, ids: readonly string[]): void {
    const outcomes: BulkOutcomeView[] = [];
    this.busy.set(true);
    this.api.byIds(action, ids).subscribe({
      next: (part) => {
        outcomes.push(...part);
        this.changes.show(part);
      },
      error: (error: unknown) => {
        this.fail(`${doneText(action, countChanged(outcomes))} The others were not.`, error);
        this.list.follow();
      },
      complete: () => {
        this.tell(action, outcomes);
        this.list.follow();
      },
    });
  }

  private tell(action: BulkAction, outcomes: readonly BulkOutcomeView[]): void {
    this.busy.set(false);
    const changed = outcomes.flatMap((one) => (one.status === 200 ? [one.id] : []));
    const refused = outcomes.flatMap((one) => (one.status === 200 ? [] : [{ id: one.id, error: one.error }]));
    this.selection.drop(changed);
    if (refused.length > 0) this.left.set({ action, changed: changed.length, refused });
    if (changed.length === 0) return;
    const undo = (): void => {
      this.change('retry', changed);
    };
    this.toasts.show(doneText(action, changed.length), ...(action === 'cancel' ? [{ label: 'Undo', run: undo }] : []));
  }

  private fail(lead: string, error: unknown): void {
    this.busy.set(false);
    const problem = toApiProblem(error);
    this.failed.set({ lead, problem });
    if (this.life.destroyed) this.toasts.warn(`${lead} ${problem.detail}`);
  }
}

const countChanged = (outcomes: readonly BulkOutcomeView[]): number =>
  outcomes.filter(({ status }) => status === 200).length;
