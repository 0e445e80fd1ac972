/** Reads a setting that this browser keeps; `null` when there is none or storage is closed to the page. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a setting; without storage it lasts until the page is left. */
export function keepSetting(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A full or closed storage is no reason to refuse the choice for this visit.
  }
}
