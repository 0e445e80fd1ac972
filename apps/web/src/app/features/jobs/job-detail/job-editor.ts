import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ApiProblem } from '../../../core/api-problem';
import { Connection } from '../../../core/connection';
import { Icon } from '../../../shared/icon';
import { promptCount, promptFault } from '../new-job/prompt-rules';

/** Where the server points when the prompt of an edited retry is not right. */
const PROMPT_POINTER = '/payload/prompt';

/** Edits the prompt of a job that has ended, to run it again as a new job. The limits are those of the server. */
@Component({
  selector: 'ft-job-editor',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-editor.html',
  styles: `
    section {
      display: grid;
      gap: 12px;
      padding: 14px 16px 16px;
    }
    h2 {
      font-size: 13.5px;
      font-weight: 620;
    }
    .inp {
      min-block-size: 126px;
    }
    .row {
      flex-wrap: wrap;
    }
  `,
})
export class JobEditor {
  private readonly connection = inject(Connection);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');

  /** What the job was asked. */
  readonly prompt = input.required<string>();
  readonly isSending = input(false);
  /** Why the backend refused the last try. */
  readonly problem = input<ApiProblem>();
  readonly sent = output<string>();
  readonly left = output();

  private readonly hasTried = signal(false);
  protected readonly text = linkedSignal(() => this.prompt());
  protected readonly isOff = computed(() => this.isSending() || this.connection.isUnreachable());
  protected readonly count = computed(() => promptCount(this.text()));
  protected readonly fault = computed(() => {
    const own = promptFault(this.text());
    if (own !== null) return this.hasTried() || this.text() !== this.prompt() ? own : null;
    return this.problem()?.fields.find(({ pointer }) => pointer === PROMPT_POINTER)?.detail ?? null;
  });

  constructor() {
    afterNextRender(() => {
      this.area().nativeElement.focus();
    });
  }

  protected send(event?: Event): void {
    event?.preventDefault();
    this.hasTried.set(true);
    if (this.isOff()) return;
    if (promptFault(this.text()) === null) this.sent.emit(this.text());
    else this.area().nativeElement.focus();
  }
}
