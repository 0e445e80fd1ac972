/** Reads a setting that this browser keeps; `null` when there is none or storage is closed to the page. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a setting, and says whether it did; without storage it lasts until the page is left. */
export function keepSetting(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    // A full or closed storage is no reason to refuse the choice for this visit.
    return false;
  }
}
