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
  const isInside = (other: EventTarget | null): boolean => other instanceof Node && host.contains(other);
  let holder: HTMLElement | undefined;
  let origin: EventTarget | null = null;
  watchFocus(host, {
    taken: (by, from) => {
      holder = by;
      if (!isInside(from)) origin = from;
    },
    left: (by, to) => {
      if (holder === by) holder = undefined;
      if (!isInside(to)) origin = null;
    },
  });
  afterEveryRender(() => {
    if (!holder || holder.isConnected) return;
    holder = undefined;
    lost();
    const last = origin;
    // Else a page that was left would stay in memory as long as this element.
    origin = null;
    if (!isFocusLost(document)) return;
    if (last instanceof HTMLElement && last.isConnected) last.focus({ preventScroll: true });
    const heading = document.querySelector<HTMLElement>('main h1');
    if (isFocusLost(document) && heading) focusQuietly(heading);
  });
}
