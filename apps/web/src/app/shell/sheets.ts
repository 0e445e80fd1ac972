import { Injectable, signal } from '@angular/core';

/** What may lie over the page: the help for the keyboard, and on phones what has no room elsewhere. */
export type SheetName = 'help' | 'more';

/** Which sheet lies over the page; one at most. */
@Injectable({ providedIn: 'root' })
export class Sheets {
  private readonly current = signal<SheetName | null>(null);

  readonly open = this.current.asReadonly();

  show(name: SheetName): void {
    this.current.set(name);
  }

  /** That this one has gone; another that was shown meanwhile stays. */
  gone(name: SheetName): void {
    this.current.update((current) => (current === name ? null : current));
  }
}
