import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { Expects, Priority } from '@fasttrack/contracts';
import { PRIORITIES, PROMPT_MAX_LENGTH } from '@fasttrack/contracts';
import { Connection } from '../../../core/connection';
import { JobsApi } from '../../../core/jobs-api';
import { injectPoll } from '../../../core/poll';
import { ServiceApi } from '../../../core/service-api';
import { Icon } from '../../../shared/icon';
import type { DraftJob } from '../draft';
import { Draft } from '../draft';
import { FailedSends } from '../failed-sends';
import { Outbox } from '../outbox';
import { RequestPreview } from '../../../shared/request-preview/request-preview';
import { Choice } from './choice';
import { fillDraft } from './fill-draft';
import { promptCount, promptFault } from './prompt-rules';

const EXPECTS: readonly { readonly value: Expects; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
];

/** The form for a new prompt job, with the request it makes beside it. Invalid input sends nothing. */
@Component({
  selector: 'ft-new-job',
  imports: [Choice, FailedSends, Icon, RequestPreview],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-job.html',
  styleUrl: './new-job.scss',
})
export class NewJob {
  private readonly outbox = inject(Outbox);
  private readonly router = inject(Router);
  private readonly draft = inject(Draft);
  private readonly service = inject(ServiceApi);
  private readonly api = inject(JobsApi);
  private readonly promptBox = viewChild.required<ElementRef<HTMLTextAreaElement>>('promptBox');
  private readonly poll = injectPoll(() => this.api.stats(), { intervalMs: 2000 });

  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly job = this.draft.job;
  protected readonly priorities = PRIORITIES.map((value) => ({ value, label: String(value) }));
  protected readonly expects = EXPECTS;
  protected readonly isEmpty = this.draft.isEmpty;
  protected readonly count = computed(() => promptCount(this.job().prompt));
  protected readonly isSimulated = computed(() => this.service.isSimulated('prompt'));
  protected readonly waiting = computed(() => this.poll.value()?.byStatus);

  /** Whether the person has been through the field or tried to send it. */
  protected readonly isTouched = signal(false);
  private readonly ownFault = computed(() => promptFault(this.job().prompt));
  private readonly isTooLong = computed(() => this.job().prompt.length > PROMPT_MAX_LENGTH);
  protected readonly promptFault = computed(() => {
    const own = this.isTouched() || this.isTooLong() ? this.ownFault() : null;
    return own ?? this.serverFault('prompt');
  });
  /** Seen here, before anything was sent. */
  protected readonly isOwnFault = computed(() => this.ownFault() !== null);
  protected readonly priorityFault = computed(() => this.serverFault('priority') ?? undefined);
  protected readonly expectsFault = computed(() => this.serverFault('expects') ?? undefined);

  constructor() {
    fillDraft();
  }

  protected setPrompt(prompt: string): void {
    this.draft.change({ prompt });
  }

  protected setPriority(priority: Priority): void {
    this.draft.change({ priority });
  }

  protected setExpects(expects: Expects): void {
    this.draft.change({ expects });
  }

  protected reset(): void {
    this.draft.clear();
    this.isTouched.set(false);
    this.promptBox().nativeElement.focus();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.isOut()) return;
    this.isTouched.set(true);
    if (this.ownFault() !== null) {
      this.promptBox().nativeElement.focus();
      return;
    }
    const job = this.job();
    this.draft.clear();
    this.outbox.send(job);
    void this.router.navigate(['/jobs']);
  }

  /** What the server said about a field of the last job it refused, until that field is changed. */
  private serverFault(field: keyof DraftJob): string | null {
    const [failure] = this.outbox.failures();
    if (failure?.body[field] !== this.job()[field]) return null;
    return failure.problem.fields.find(({ pointer }) => pointer === `/${field}`)?.detail ?? null;
  }
}
