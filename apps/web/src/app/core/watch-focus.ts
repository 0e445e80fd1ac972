/** What hears of the focus inside an element. */
export interface FocusWatch {
  /** Something inside has the focus now; `from` had it before. */
  readonly taken: (by: HTMLElement, from: EventTarget | null) => void;
  /** It has gone elsewhere, `to` has it, and what had it is still there. What is taken away with the focus on it is not left. */
  readonly left: (by: HTMLElement, to: EventTarget | null) => void;
}

/** Tells who has the focus inside an element, for as long as that exists. */
export function watchFocus(host: HTMLElement, { taken, left }: FocusWatch): void {
  host.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (target instanceof HTMLElement) taken(target, relatedTarget);
  });
  host.addEventListener('focusout', ({ target, relatedTarget }) => {
    // An element that is taken away loses the focus first: only afterwards can the two be told apart.
    queueMicrotask(() => {
      if (target instanceof HTMLElement && isAsBefore(target)) left(target, relatedTarget);
    });
  });
}

const isAsBefore = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element !== element.ownerDocument.activeElement;

/** Whether nothing has the focus, so that the next key would begin at the top of the page. */
export const isFocusLost = ({ activeElement, body }: Document): boolean =>
  activeElement === null || activeElement === body;
