import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ApiProblem } from '../../../core/api-problem';
import { Connection } from '../../../core/connection';
import { Icon } from '../../../shared/icon';
import { injectJobTypes } from '../known-types';
import { payloadFaults } from '../payload-form/payload-faults';
import type { PayloadView } from '../payload-form/payload-form';
import { PayloadForm } from '../payload-form/payload-form';
import { reindented } from '../submit-body';
import { keepEdit, keptEdit } from './kept-edit';

/** Of a type that cannot be read or is gone any object may be sent: the backend has the last word. */
const ANY_OBJECT = { type: 'object' };

/** Edits the payload of a job that has ended, to run it again as a new job, by the rules of its type. */
@Component({
  selector: 'ft-job-editor',
  imports: [Icon, PayloadForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-editor.html',
  styleUrl: './job-editor.scss',
})
export class JobEditor {
  private readonly connection = inject(Connection);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly form = viewChild(PayloadForm);
  private readonly types = injectJobTypes();

  readonly jobId = input.required<string>();
  readonly type = input.required<string>();
  /** JSON text of what the job was asked. */
  readonly payload = input.required<string>();
  readonly isSending = input(false);
  /** Why the backend refused the last try. */
  readonly problem = input<ApiProblem>();
  /** JSON text of the new payload. */
  readonly sent = output<string>();
  readonly left = output();

  /** What was sent last: what the backend said of it holds until it is changed. */
  private readonly tried = signal<string | null>(null);
  protected readonly view = signal<PayloadView>('form');
  protected readonly isTried = signal(false);
  protected readonly text = linkedSignal(() => keptEdit(this.jobId()) ?? reindented(this.payload()));
  protected readonly isLoading = computed(() => !this.types.value() && !this.types.problem());
  protected readonly schema = computed(
    () => this.types.value()?.find(({ name }) => name === this.type())?.schema ?? ANY_OBJECT,
  );
  protected readonly isOff = computed(() => this.isSending() || this.connection.isUnreachable());
  protected readonly faultCount = computed(
    () => payloadFaults(this.schema(), this.text()).length + (this.form()?.blockCount() ?? 0),
  );
  protected readonly refusals = computed<ReadonlyMap<string, string>>(() => {
    const fields = this.tried() === this.text() ? (this.problem()?.fields ?? []) : [];
    return new Map(fields.map(({ pointer, detail }) => [pointer.replace(/^\/payload/, ''), detail]));
  });

  constructor() {
    let isBegun = false;
    effect(() => {
      if (isBegun || this.isLoading()) return;
      isBegun = true;
      this.focus('input, textarea, select');
    });
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.isTried.set(true);
    if (this.isOff() || this.isLoading()) return;
    if (this.faultCount() > 0) {
      this.focus('[aria-invalid="true"]');
      return;
    }
    this.tried.set(this.text());
    this.sent.emit(this.text());
  }

  /** It outlives the page: who has only looked at another job finds it again. */
  protected write(text: string): void {
    this.text.set(text);
    keepEdit(this.jobId(), text);
  }

  protected discard(): void {
    keepEdit(this.jobId(), null);
    this.left.emit();
  }

  private focus(what: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(what)?.focus(), {
      injector: this.injector,
    });
  }
}
