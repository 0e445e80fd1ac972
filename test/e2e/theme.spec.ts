import type { Page } from '@playwright/test';
import { aGate } from './support/gate';
import { expect, test } from './support/test';

const DARK_BELOW = 60;

/** How light the page is, from 0 to 255. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    return (red + green + blue) / 3;
  });

async function chooseDark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Theme: system. Change to light' }).click();
  await page.getByRole('button', { name: 'Theme: light. Change to dark' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark. Change to system' })).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/jobs');
});

test('the chosen theme stays over a reload, and the system theme comes back', async ({ page }) => {
  expect(await lightness(page)).toBeGreaterThan(200);
  await chooseDark(page);
  await expect.poll(() => lightness(page)).toBeLessThan(DARK_BELOW);
  await page.reload();
  expect(await lightness(page)).toBeLessThan(DARK_BELOW);
  await page.getByRole('button', { name: 'Theme: dark. Change to system' }).click();
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => lightness(page)).toBeLessThan(DARK_BELOW);
});

test('the theme is there before the first paint', async ({ page }) => {
  await chooseDark(page);
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.dataset.theme && !('themeAt' in window)) {
        Object.assign(window, { themeAt: performance.now() });
      }
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  const { themeAt, paintAt } = await page.evaluate(() => ({
    themeAt: (window as unknown as { themeAt?: number }).themeAt,
    paintAt: performance.getEntriesByName('first-paint')[0]?.startTime,
  }));
  expect(themeAt).toBeGreaterThan(0);
  expect(paintAt).toBeGreaterThan(themeAt!);
});

test('the page is dark while the app is still on its way', async ({ page }) => {
  await chooseDark(page);
  const gate = aGate();
  await page.route(/main-\w+\.js/, async (route) => {
    await gate.opened;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => lightness(page)).toBeLessThan(DARK_BELOW);
  await expect(page.getByRole('heading')).toHaveCount(0);
  gate.open();
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
});
