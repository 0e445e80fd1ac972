import { Injectable, computed, signal } from '@angular/core';
import type { Expects, Priority } from '@fasttrack/contracts';
import { PRIORITIES, PRIORITY_DEFAULT, isBlank } from '@fasttrack/contracts';
import { isRecord } from '../../core/is-record';

/** What a person has written and not sent yet. */
export interface DraftJob {
  readonly prompt: string;
  readonly priority: Priority;
  readonly expects: Expects;
}

const KEY = 'ft.draft';
const EMPTY: DraftJob = { prompt: '', priority: PRIORITY_DEFAULT, expects: 'json' };

/** The one draft of this tab: it survives leaving the page and a reload. */
@Injectable({ providedIn: 'root' })
export class Draft {
  private readonly current = signal<DraftJob>(kept());

  readonly job = this.current.asReadonly();
  readonly isEmpty = computed(() => isBlank(this.job().prompt));

  change(part: Partial<DraftJob>): void {
    this.replace({ ...this.current(), ...part });
  }

  clear(): void {
    this.replace(EMPTY);
  }

  private replace(job: DraftJob): void {
    this.current.set(job);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(job));
    } catch {
      // Without storage the draft lasts until the tab is reloaded.
    }
  }
}

function kept(): DraftJob {
  try {
    return readDraft(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return EMPTY;
  }
}

/** Makes a draft of anything; what does not fit is left at its default. */
export function readDraft(value: unknown): DraftJob {
  if (!isRecord(value)) return EMPTY;
  const { prompt, priority, expects } = value;
  return {
    prompt: typeof prompt === 'string' ? prompt : EMPTY.prompt,
    priority: PRIORITIES.find((one) => one === priority) ?? EMPTY.priority,
    expects: expects === 'text' ? 'text' : 'json',
  };
}
