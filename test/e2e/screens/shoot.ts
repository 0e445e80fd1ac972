import { join } from 'node:path';
import type { Page } from '@playwright/test';

const FOLDER = join(__dirname, '../../../screenshots');
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'] as const;
/** Where a layout changes, or has little room. */
const WIDTHS = [1280, 1024, 768, 600, 320];

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

/** Writes the whole page at widths between, in light, as `screenshots/NAME-WIDTH.png`. */
export async function shootWidths(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(REST_MS);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(SIZES.wide);
}
