/** Who keeps it: this browser for all of its tabs, or one tab, also over a reload. */
type Keeper = 'localStorage' | 'sessionStorage';

/** Reads a setting that this browser, or this tab, keeps; `null` when there is none or storage is closed to the page. */
export function readSetting(key: string, keeper: Keeper = 'localStorage'): string | null {
  try {
    return window[keeper].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a setting, and says whether it did; without storage it lasts until the page is left. */
export function keepSetting(key: string, value: string, keeper: Keeper = 'localStorage'): boolean {
  try {
    window[keeper].setItem(key, value);
    return true;
  } catch {
    // A full or closed storage is no reason to refuse the choice for this visit.
    return false;
  }
}
