import { DOCUMENT } from '@angular/common';
import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ApiKey } from '../../../core/api-key';
import { Connection } from '../../../core/connection';
import { focusQuietly } from '../../../core/focus-quietly';
import { Now } from '../../../core/now';
import { PageTitles } from '../../../core/page-titles';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { injectShortcuts } from '../../../core/shortcuts';
import { Toasts } from '../../../core/toasts';
import { copyText } from '../../../shared/copy-text';
import { Icon } from '../../../shared/icon';
import { shownTitle } from '../../../shared/job-title';
import { ProblemPanel } from '../../../shared/problem-panel';
import { shortId } from '../../../shared/short-id';
import { Timeline } from '../../../shared/timeline/timeline';
import { jsonText } from '../payload-form/json-value';
import { JobNeighbours } from '../job-neighbours';
import { draftLike, submitBodyOf } from '../submit-body';
import { curlCode } from '../../../shared/request-preview/request-code';
import { JobActions } from './job-actions';
import type { JobActionName } from './job-actions-of';
import { actionsOf } from './job-actions-of';
import { JobCallbacksStore } from './job-callbacks-store';
import { JobDetailStore } from './job-detail-store';
import { JobEditor } from './job-editor';
import { JobFacts } from './job-facts';
import { JobMeta } from './job-meta';
import { JobMissing } from './job-missing';
import { JobPanel } from './job-panel';
import { JobPrivacy } from './job-privacy';
import { JobSteps } from './job-steps';
import { JobWhy } from './job-why';
import { keepEdit } from './kept-edit';

/** Everything about one job, with what can be done about it. */
@Component({
  selector: 'ft-job-page',
  imports: [
    Icon,
    JobActions,
    JobEditor,
    JobFacts,
    JobMeta,
    JobMissing,
    JobPanel,
    JobSteps,
    JobWhy,
    ProblemPanel,
    RouterLink,
    Timeline,
  ],
  providers: [JobDetailStore, JobCallbacksStore, JobPrivacy, { provide: PayloadPrivacy, useExisting: JobPrivacy }],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-page.html',
  styleUrl: './job-page.scss',
})
export class JobPage {
  private readonly document = inject(DOCUMENT);
  private readonly life = inject(DestroyRef);
  private readonly router = inject(Router);
  private readonly titles = inject(PageTitles);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now);
  private readonly apiKey = inject(ApiKey);
  protected readonly connection = inject(Connection);
  private readonly privacy = inject(PayloadPrivacy);
  protected readonly store = inject(JobDetailStore);
  protected readonly callbacks = inject(JobCallbacksStore);
  protected readonly neighbours = inject(JobNeighbours);

  /** The part that the address asks for. */
  readonly tab = input<string>();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly isEditing = signal(false);
  protected readonly short = shortId;
  protected readonly title = computed(() => {
    if (this.store.isUnknown()) return 'Job not found';
    const job = this.store.job();
    if (!job) return 'Job';
    return shownTitle(job, this.privacy.isHidden());
  });
  protected readonly editProblem = computed(() => {
    const refusal = this.store.refusal();
    return this.isEditing() ? refusal?.problem : undefined;
  });

  constructor() {
    injectShortcuts('Job', [
      { keys: 'r', label: 'Retry the job', run: () => this.actByKey('retry') },
      { keys: 'c', label: 'Cancel the job', run: () => this.actByKey('cancel') },
    ]);
    effect(() => {
      this.titles.name(this.title());
    });
  }

  protected act(name: JobActionName): void {
    switch (name) {
      case 'edit':
        this.isEditing.set(true);
        break;
      case 'duplicate':
        this.duplicate();
        break;
      case 'curl':
        void this.copyAsCurl();
        break;
      case 'cancel':
      case 'retry':
      case 'hallucinate':
        this.store.change(name);
        // The button goes with the state that it was for.
        this.focusHeading();
    }
  }

  protected leaveEditor(): void {
    this.isEditing.set(false);
    this.focusHeading();
  }

  protected retryWith(payload: string): void {
    this.store.retryWith(payload).subscribe({
      next: ({ id }) => {
        keepEdit(this.store.id, null);
        this.toasts.show('The edited job was sent.', { label: 'Open it', path: `/jobs/${id}` });
        // Who has gone elsewhere meanwhile stays there.
        if (!this.life.destroyed) void this.router.navigate(['/jobs', id]);
      },
      // The page shows the refusal; the text stays in the editor.
      error: () => undefined,
    });
  }

  private focusHeading(): void {
    focusQuietly(this.heading().nativeElement);
  }

  private duplicate(): void {
    void this.router.navigate(['/jobs/new'], { queryParams: { from: this.store.id } });
  }

  private async copyAsCurl(): Promise<void> {
    const job = this.store.job();
    if (!job) return;
    const body = jsonText(submitBodyOf(draftLike(job, this.store.payload(), this.now.ms())), '  ');
    const code = curlCode({ origin: this.document.location.origin, body, isKeyed: this.apiKey.isHeld() });
    const isCopied = await copyText(code, this.document);
    if (isCopied) this.toasts.show('Copied as curl.');
    else this.toasts.warn('The browser did not let it be copied.');
  }

  /** Does what a key asks for, if the job's state offers it now. */
  private actByKey(name: 'cancel' | 'retry'): boolean {
    // A key must not run the job as it was while somebody changes it.
    if (this.isEditing()) return false;
    const job = this.store.job();
    const isOffered = job !== undefined && actionsOf(job, false).some((action) => action.name === name);
    if (!isOffered || this.store.changing() !== null || this.connection.isUnreachable()) return false;
    this.act(name);
    return true;
  }
}
