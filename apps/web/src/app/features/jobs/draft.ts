import { Injectable, computed, signal } from '@angular/core';
import { isRecord } from '../../core/is-record';
import type { DraftJob } from './draft-job';
import { isUnwritten, newDraft, readDraft } from './draft-job';

const KEY = 'ft.drafts';
const FIRST_TYPE = 'prompt';

interface Drafts {
  readonly type: string;
  /** By the name of the type. */
  readonly byType: ReadonlyMap<string, DraftJob>;
}

/** The drafts of this tab, one for each type of job: they survive leaving the page and a reload. */
@Injectable({ providedIn: 'root' })
export class Draft {
  private readonly drafts = signal<Drafts>(kept());

  /** The draft of the type that is chosen. */
  readonly job = computed<DraftJob>(() => this.of(this.drafts().type));
  readonly isEmpty = computed(() => isUnwritten(this.job()));

  /** The draft of a type, chosen or not. */
  of(type: string): DraftJob {
    return this.drafts().byType.get(type) ?? newDraft(type);
  }

  /** Brings the draft of another type up; the one before is kept. */
  choose(type: string): void {
    if (type !== this.drafts().type) this.replace({ ...this.drafts(), type });
  }

  change(part: Partial<Omit<DraftJob, 'type'>>): void {
    this.put({ ...this.job(), ...part });
  }

  /** Puts a draft in the place of the one of its type, and brings it up. */
  put(draft: DraftJob): void {
    const { type } = draft;
    this.replace({ type, byType: new Map(this.drafts().byType).set(type, draft) });
  }

  /** Puts a draft back unless another one of its type was begun since. What is chosen stays. `false`: it was begun. */
  restore(draft: DraftJob): boolean {
    if (!isUnwritten(this.of(draft.type))) return false;
    const { type, byType } = this.drafts();
    this.replace({ type, byType: new Map(byType).set(draft.type, draft) });
    return true;
  }

  /** Empties the draft of the type that is chosen. */
  clear(): void {
    this.put({ ...newDraft(this.job().type), view: this.job().view });
  }

  private replace(drafts: Drafts): void {
    this.drafts.set(drafts);
    try {
      const byType = Object.fromEntries([...drafts.byType].filter(([, draft]) => !isUnwritten(draft)));
      sessionStorage.setItem(KEY, JSON.stringify({ type: drafts.type, byType }));
    } catch {
      // Without storage the drafts last until the tab is reloaded.
    }
  }
}

function kept(): Drafts {
  const nothing: Drafts = { type: FIRST_TYPE, byType: new Map() };
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!isRecord(value) || !isRecord(value['byType'])) return nothing;
    const type = typeof value['type'] === 'string' ? value['type'] : FIRST_TYPE;
    const byType = Object.entries(value['byType']).map(([name, draft]) => [name, readDraft(name, draft)] as const);
    return { type, byType: new Map(byType) };
  } catch {
    return nothing;
  }
}
