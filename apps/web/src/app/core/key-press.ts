/** Things that take letters themselves. */
const TAKES_LETTERS =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="menu"], [role="listbox"]';
/** Inputs that take none. */
const TAKES_NONE = ['checkbox', 'radio', 'button', 'submit', 'reset'];
const OPEN_DIALOG = 'dialog[open], [role="dialog"], [role="alertdialog"]';

/** A press as a shortcut names it: `j`, `?`, `Enter`, or `mod+k` with Ctrl or Command; `null`: another modifier is held. */
export function keyNameOf(event: KeyboardEvent): string | null {
  // Layouts that write `[` by AltGr report it as Ctrl and Alt.
  const isWritten = event.getModifierState('AltGraph');
  if (isWritten) return event.key;
  if (event.altKey) return null;
  if (!event.ctrlKey && !event.metaKey) return event.key;
  return event.shiftKey ? null : `mod+${event.key.toLowerCase()}`;
}

/** Whether a press in this element writes or chooses something there. */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(TAKES_LETTERS);
  if (!field) return false;
  return !(field instanceof HTMLInputElement && TAKES_NONE.includes(field.type));
}

/** Whether a dialog is open: nothing behind it may react. */
export const hasOpenDialog = (document: Document): boolean => document.querySelector(OPEN_DIALOG) !== null;
