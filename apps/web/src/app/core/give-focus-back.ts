import { DOCUMENT } from '@angular/common';
import { ElementRef, afterEveryRender, inject } from '@angular/core';
import { focusQuietly } from './focus-quietly';
import { isFocusLost, watchFocus } from './watch-focus';

/**
 * When something inside this element goes with the focus on it, the focus goes back to where it came from, or to the
 * heading of the page when that is gone too; `lost` is called before. Needs an injection context.
 */
export function giveFocusBack(lost: () => void): void {
  const [host, document] = [inject<ElementRef<HTMLElement>>(ElementRef).nativeElement, inject(DOCUMENT)];
  let holder: HTMLElement | undefined;
  let origin: EventTarget | null = null;
  watchFocus(host, {
    taken: (by, from) => {
      holder = by;
      if (!(from instanceof Node && host.contains(from))) origin = from;
    },
    left: (by) => {
      if (holder === by) holder = undefined;
    },
  });
  afterEveryRender(() => {
    if (!holder || holder.isConnected) return;
    holder = undefined;
    lost();
    if (!isFocusLost(document)) return;
    if (origin instanceof HTMLElement && origin.isConnected) origin.focus({ preventScroll: true });
    const heading = document.querySelector<HTMLElement>('main h1');
    if (isFocusLost(document) && heading) focusQuietly(heading);
  });
}
