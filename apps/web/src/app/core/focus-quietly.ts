/** Puts the focus on something that takes none by itself, without scrolling. */
export function focusQuietly(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
