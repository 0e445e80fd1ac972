import { Injectable } from '@angular/core';
import type { Observable } from 'rxjs';
import { BehaviorSubject, defer, finalize, first, switchMap, tap } from 'rxjs';

/** So long a backend may take to notice that a request was dropped. */
const DROPPED_MS = 200;

/**
 * Lets one poll of this tab ask at a time, whichever page it belongs to: a page that opens, a refresh and a return to the
 * tab wait until the request before them is answered, or until the backend has seen that it was dropped.
 */
@Injectable({ providedIn: 'root' })
export class PollTurn {
  private readonly isTaken = new BehaviorSubject(false);

  /** Makes a request of one answer as soon as no other is open: at once when there is none. */
  take<T>(request: () => Observable<T>): Observable<T> {
    return this.isTaken.pipe(
      // Whoever waited longest has taken it again by the time the others hear that it is free.
      first(() => !this.isTaken.value),
      switchMap(() => this.hold(request)),
    );
  }

  private hold<T>(request: () => Observable<T>): Observable<T> {
    return defer(() => {
      let isOpen = true;
      const close = (): void => {
        isOpen = false;
      };
      this.isTaken.next(true);
      return defer(request).pipe(
        tap({ next: close, error: close, complete: close }),
        finalize(() => {
          if (isOpen)
            setTimeout(() => {
              this.isTaken.next(false);
            }, DROPPED_MS);
          else this.isTaken.next(false);
        }),
      );
    });
  }
}
