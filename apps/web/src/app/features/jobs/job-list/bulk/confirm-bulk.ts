import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { JobRowView } from '@fasttrack/contracts';
import { Now } from '../../../../core/now';
import { PayloadPrivacy } from '../../../../core/payload-privacy';
import { Icon } from '../../../../shared/icon';
import { tellingTitle } from '../../../../shared/job-title';
import { jobsText } from '../../change-words';
import { filterWords } from '../query/query-words';
import type { BulkQuestion } from './bulk-actions';
import { BOUNDS, EFFECTS, questionOf } from './bulk-words';

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
  private readonly now = inject(Now);
  private readonly privacy = inject(PayloadPrivacy);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly question = input.required<BulkQuestion>();
  readonly confirmed = output();
  readonly dropped = output();

  protected readonly typed = signal('');
  protected readonly hasFault = signal(false);
  protected readonly title = computed(() => questionOf(this.question().action, this.question().count));
  protected readonly effect = computed(() => EFFECTS[this.question().action]);
  protected readonly bounds = computed(() => BOUNDS[this.question().action]);
  /** The filter in words, when it is about all of its jobs. */
  protected readonly about = computed(() => {
    const { target } = this.question();
    return 'filter' in target ? filterWords(target.filter, this.now.ms()) : undefined;
  });
  protected readonly isTyped = computed(() => this.question().count > TYPED_ABOVE);
  protected readonly verb = computed(() => (this.question().action === 'cancel' ? 'Cancel' : 'Retry'));
  protected readonly jobs = computed(() => jobsText(this.question().count));

  constructor() {
    afterNextRender(() => {
      const dialog = this.dialog().nativeElement;
      if (!dialog.open) dialog.showModal();
    });
  }

  protected titleOf(job: JobRowView): string {
    return tellingTitle(job, this.privacy.isHidden());
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    const number = this.typed().replace(/[\s.,']/g, '');
    const isRight = !this.isTyped() || number === String(this.question().count);
    this.hasFault.set(!isRight);
    if (!isRight) return;
    this.confirmed.emit();
    // Unlike going with its page, closing gives the focus back to where it was.
    this.dialog().nativeElement.close();
  }

  protected write(value: string): void {
    this.typed.set(value);
    this.hasFault.set(false);
  }
}
