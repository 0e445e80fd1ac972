import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, viewChild } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import type { JobView } from '@fasttrack/contracts';
import { JsonViewer } from '../../../shared/json-viewer/json-viewer';
import { memberText } from '../wire-text';
import { JobCallbacks } from './job-callbacks';
import { JobCallbacksStore } from './job-callbacks-store';
import { JobHistory } from './job-history';
import { JobPrivacy } from './job-privacy';
import { JobResult } from './job-result';
import { isFinal } from './job-state';
import type { Tab, TabName } from './job-tabs';
import { JobTabs, TABS } from './job-tabs';

/** Input, result, error, history, callbacks and the whole job as JSON, one at a time; which one is in the address. */
@Component({
  selector: 'ft-job-panel',
  imports: [JobCallbacks, JobHistory, JobResult, JobTabs, JsonViewer],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-panel.html',
  styles: `
    .nothing {
      padding: 16px;
      font-size: 13px;
    }
    .facts {
      padding: 16px;
    }
    dd {
      white-space: pre-line;
    }
  `,
})
export class JobPanel {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly callbacks = inject(JobCallbacksStore);
  private readonly privacy = inject(JobPrivacy);
  private readonly tabRow = viewChild.required(JobTabs);

  readonly job = input.required<JobView>();
  /** The JSON text the job came in. */
  readonly wireText = input<string>();
  /** The part that the address asks for. */
  readonly asked = input<string>();

  /** What the address leaves open is chosen once, so that no poll changes the tab under a reader. */
  private readonly atFirst = linkedSignal<string, TabName>({
    source: () => this.job().id,
    computation: (id, previous) => (previous?.source === id ? previous.value : firstTab(this.job())),
  });
  /** Empty until it is known. */
  private readonly callbackCount = computed(() => {
    if (!this.callbacks.isRead()) return '';
    const { entries, hasOlder } = this.callbacks.page();
    return `${entries.length}${hasOlder ? '+' : ''}`;
  });
  protected readonly tabs = computed(() => tabsOf(this.job(), this.callbackCount()), { equal: sameTabs });
  protected readonly isHidden = this.privacy.isHidden;
  protected readonly isRevealed = this.privacy.isRevealed;
  protected readonly chosen = computed<TabName>(() => {
    const asked = TABS.find((name) => name === this.asked()) ?? this.atFirst();
    return this.tabs().some(({ name }) => name === asked) ? asked : 'input';
  });
  protected readonly input = computed(() => memberText(this.job(), 'payload', this.wireText()) ?? '{}');
  protected readonly whole = computed(() => this.wireText() ?? JSON.stringify(this.job()));

  protected reveal(isRevealed: boolean): void {
    this.privacy.reveal(isRevealed);
    // The button goes with what it was for.
    this.tabRow().focus();
  }

  protected open(tab: TabName): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { tab },
      queryParamsHandling: 'merge',
      scroll: 'manual',
    });
  }
}

function firstTab({ status, error }: JobView): TabName {
  if (status === 'COMPLETED') return 'result';
  return isFinal(status) && error ? 'error' : 'input';
}

/** A row that did not change is not brought into sight again while a person scrolls it. */
const sameTabs = (some: readonly Tab[], others: readonly Tab[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

function tabsOf({ error, history, historyOmitted = 0 }: JobView, callbacks: string): Tab[] {
  return [
    { name: 'input', label: 'Input' },
    { name: 'result', label: 'Result' },
    ...(error ? [{ name: 'error', label: 'Error' } as const] : []),
    { name: 'history', label: 'History', count: String(history.length + historyOmitted) },
    { name: 'callbacks', label: 'Callbacks', count: callbacks },
    { name: 'raw', label: 'Raw' },
  ];
}
