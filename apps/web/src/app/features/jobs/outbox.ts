import { Injectable, inject, signal } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { Subject } from 'rxjs';
import type { ApiProblem } from '../../core/api-problem';
import { toApiProblem } from '../../core/api-problem';
import type { Submitted } from '../../core/jobs-api';
import { JobsApi } from '../../core/jobs-api';
import { Now } from '../../core/now';
import { Toasts } from '../../core/toasts';
import { Draft } from './draft';
import type { DraftJob } from './draft-job';
import { jsonText } from './payload-form/json-value';
import { expectedRowOf, submitBodyOf } from './submit-body';

/** A job on its way to the backend, or there but not yet seen in the list. */
export interface Sending {
  /** Names the row for as long as it is on screen, also after the job has its id. */
  readonly key: string;
  /** What a row shows of it meanwhile. */
  readonly body: ReturnType<typeof expectedRowOf>;
  /** By the backend's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly job?: JobView;
}

/** A job that the backend did not take. */
export interface FailedSend {
  readonly key: string;
  readonly draft: DraftJob;
  readonly problem: ApiProblem;
}

/** Sends jobs, so that a page may be left meanwhile. What failed goes back to the draft. */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly api = inject(JobsApi);
  private readonly draft = inject(Draft);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now);
  private readonly underway = signal<readonly Sending[]>([]);
  private readonly failed = signal<readonly FailedSend[]>([]);
  private readonly arrivals = new Subject<JobView>();
  private readonly keys = new Map<string, string>();
  /** The failed job that the draft of a type was made of, by the type. */
  private readonly inForm = new Map<string, string>();
  /** Failed jobs whose faulty fields somebody was led to. */
  private readonly followed = new Set<string>();
  private count = 0;

  /** Newest first. */
  readonly sending = this.underway.asReadonly();
  readonly failures = this.failed.asReadonly();
  /** Each job when the backend has it. */
  readonly sent$ = this.arrivals.asObservable();

  send(draft: DraftJob): void {
    const key = `sending-${++this.count}`;
    this.forgetFailureOf(draft);
    this.underway.update((all) => [{ key, body: expectedRowOf(draft), at: this.now.ms() }, ...all]);
    this.api.submit(jsonText(submitBodyOf(draft)), draft.idempotencyKey).subscribe({
      next: (submitted) => {
        this.arrived(key, submitted);
      },
      error: (error: unknown) => {
        this.rolledBack({ key, draft, problem: toApiProblem(error) });
      },
    });
  }

  /** The key a job's row had before the job had an id, else the id. */
  keyOf(id: string): string {
    return this.keys.get(id) ?? id;
  }

  /** Whether a job was sent from here. */
  isOwn(id: string): boolean {
    return this.keys.has(id);
  }

  /** Keys of jobs that the backend has by now. */
  keysOfSent(): readonly string[] {
    return this.underway().flatMap(({ key, job }) => (job ? [key] : []));
  }

  /** These are in the list now, or do not belong there. */
  settle(keys: readonly string[]): void {
    if (keys.length > 0) this.underway.update((all) => all.filter(({ key }) => !keys.includes(key)));
  }

  /** Brings a failed job up as the draft of its type. */
  takeUp({ key, draft }: FailedSend): void {
    this.draft.put(draft);
    this.inForm.set(draft.type, key);
  }

  /**
   * The draft of a type is no longer made of a failed job: that one stays until it is dismissed or sent. What is given
   * has it made of that one again.
   */
  letGo(type: string): () => void {
    const key = this.inForm.get(type);
    this.inForm.delete(type);
    return () => {
      if (key !== undefined) this.inForm.set(type, key);
    };
  }

  /** Whether the backend pointed at a field of a job since this was asked last: the form can show which. */
  takeFaults(): boolean {
    const fresh = this.failed().filter(({ key, problem }) => problem.fields.length > 0 && !this.followed.has(key));
    for (const { key } of fresh) this.followed.add(key);
    return fresh.length > 0;
  }

  dismiss(key: string): void {
    this.failed.update((all) => all.filter((one) => one.key !== key));
  }

  private arrived(key: string, { job, isReplay }: Submitted): void {
    this.keys.set(job.id, key);
    this.underway.update((all) => all.map((one) => (one.key === key ? { ...one, job } : one)));
    this.toasts.show(isReplay ? 'Sent before with this key: it is the same job.' : 'Job sent.', {
      label: 'Open it',
      path: `/jobs/${job.id}`,
    });
    this.arrivals.next(job);
  }

  private rolledBack(failure: FailedSend): void {
    this.underway.update((all) => all.filter(({ key }) => key !== failure.key));
    this.failed.update((all) => [failure, ...all]);
    // A newer draft is not written over: the panel offers the failed one.
    if (this.draft.restore(failure.draft)) this.inForm.set(failure.draft.type, failure.key);
  }

  /** What was made of a failed job takes its place; every other failed job is the only copy of what was written. */
  private forgetFailureOf(draft: DraftJob): void {
    const mended = this.inForm.get(draft.type);
    const text = JSON.stringify(draft);
    this.failed.update((all) => all.filter((one) => one.key !== mended && JSON.stringify(one.draft) !== text));
    this.inForm.delete(draft.type);
  }
}
