import type { Locator, Page } from '@playwright/test';

const STEPS_MAX = 80;

const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element === document.activeElement);

/** Presses Tab until this has the focus, as a person without a mouse does. Throws when it cannot be reached. */
export async function tabTo(page: Page, locator: Locator): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await hasFocus(locator)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(locator)} cannot be reached by Tab`);
}

/** Goes there by Tab and presses a key. */
export async function pressAt(page: Page, locator: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, locator);
  await page.keyboard.press(key);
}
