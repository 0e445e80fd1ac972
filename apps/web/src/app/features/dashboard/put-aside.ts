import { Injectable, signal } from '@angular/core';
import { keepSetting, readSetting } from '../../core/local-setting';

const KEY = 'ft.attention.aside';

/** The event that somebody has read and put aside. It outlives a reload, but not the tab. */
@Injectable({ providedIn: 'root' })
export class PutAside {
  private readonly kept = signal(readSetting(KEY, 'sessionStorage'));

  /** `null`: none is. */
  readonly event = this.kept.asReadonly();

  /** Only the last one counts: whatever is told next is another event. */
  put(event: string): void {
    this.kept.set(event);
    keepSetting(KEY, event, 'sessionStorage');
  }
}
