import { join } from 'node:path';
import type { Page } from '@playwright/test';

const FOLDER = join(__dirname, '../../../screenshots');
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'] as const;

/** Long enough for charts and transitions to come to rest after a change of size or theme. */
const REST_MS = 400;

/** Writes what is on screen as `screenshots/NAME-SIZE-THEME.png`, four times. A `whole` page is as high as it scrolls. */
export async function shoot(page: Page, name: string, { whole = false } = {}): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(REST_MS);
      await page.screenshot({ path: join(FOLDER, `${name}-${size}-${colorScheme}.png`), fullPage: whole });
    }
  }
  await page.setViewportSize(SIZES.wide);
}
