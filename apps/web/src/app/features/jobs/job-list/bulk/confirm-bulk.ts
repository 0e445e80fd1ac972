import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '../../../../shared/icon';
import { titleOf } from '../../../../shared/job-title';
import type { BulkQuestion } from './bulk-actions';
import { EFFECTS, jobsText, questionOf } from './bulk-words';

/** Above so many jobs the number has to be typed. */
const TYPED_ABOVE = 100;

/** Asks before many jobs are changed: how many, what happens to them, and the number once more when there are many. */
@Component({
  selector: 'ft-confirm-bulk',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './confirm-bulk.html',
  styleUrl: './confirm-bulk.scss',
})
export class ConfirmBulk {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly question = input.required<BulkQuestion>();
  readonly confirmed = output();
  readonly dropped = output();

  protected readonly typed = signal('');
  protected readonly hasFault = signal(false);
  protected readonly title = computed(() => questionOf(this.question().action, this.question().count));
  protected readonly effect = computed(() => EFFECTS[this.question().action]);
  protected readonly isByFilter = computed(() => 'filter' in this.question().target);
  protected readonly isTyped = computed(() => this.question().count > TYPED_ABOVE);
  protected readonly verb = computed(() => (this.question().action === 'cancel' ? 'Cancel' : 'Retry'));
  protected readonly jobs = computed(() => jobsText(this.question().count));
  protected readonly titleOf = titleOf;

  constructor() {
    afterNextRender(() => {
      const dialog = this.dialog().nativeElement;
      if (!dialog.open) dialog.showModal();
    });
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    const number = this.typed().replace(/[\s.,']/g, '');
    const isRight = !this.isTyped() || number === String(this.question().count);
    this.hasFault.set(!isRight);
    if (isRight) this.confirmed.emit();
  }

  protected write(value: string): void {
    this.typed.set(value);
    this.hasFault.set(false);
  }
}
