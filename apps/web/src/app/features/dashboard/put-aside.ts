import { Injectable, signal } from '@angular/core';

const KEY = 'ft.attention.aside';

/** The event that somebody has read and put aside. It outlives a reload, but not the tab. */
@Injectable({ providedIn: 'root' })
export class PutAside {
  private readonly kept = signal(stored());

  /** `null`: none is. */
  readonly event = this.kept.asReadonly();

  /** Only the last one counts: whatever is told next is another event. */
  put(event: string): void {
    this.kept.set(event);
    try {
      sessionStorage.setItem(KEY, event);
    } catch {
      // Without storage it lasts until the app is left.
    }
  }
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
