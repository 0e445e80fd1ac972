/** Puts text on the clipboard, on plain HTTP too. Resolves to whether it is there. */
export async function copyText(text: string, document: Document): Promise<boolean> {
  const clipboard = (document.defaultView?.navigator as { clipboard?: Clipboard } | undefined)?.clipboard;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused by the browser: the old way may still be open.
  }
  return copyBySelection(text, document);
}

/** The only way outside secure contexts. The focus goes back to where it was. */
function copyBySelection(text: string, document: Document): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.cssText = 'position:fixed;inset-block-start:0;opacity:0';
  document.body.append(area);
  area.select();
  try {
    return (document as { execCommand(command: string): boolean }).execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
