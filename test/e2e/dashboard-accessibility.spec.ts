import { expectAccessible } from './support/axe';
import { NO_WORKER } from './support/backend';
import { expect, test } from './support/test';

// Each look takes axe about a second, several on a busy machine.
test.describe.configure({ timeout: 240_000 });

test.describe('while nobody takes jobs', () => {
  test.use({ env: NO_WORKER });

  test('the dashboard is accessible with figures, as tables and unreachable', async ({ page, backend }) => {
    const done = await backend.submit('Done');
    await backend.callback(done, { result: '{}' });
    await backend.submit(
      'A prompt with averyveryveryveryverylongwordthatcannotbebrokenanywhereatall in it. '.repeat(4),
    );
    await page.goto('/?range=1h');
    await expect(page.locator('ft-attention-strip .note')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page, 'dashboard');
    await page.getByRole('button', { name: 'Show as table: Finished jobs' }).click();
    await page.getByRole('button', { name: 'Show as table: Wait and run time' }).click();
    await expectAccessible(page, 'dashboard as tables');
    await page.route('**/api/**', (route) => route.abort());
    await expect(page.getByText('Backend unreachable.')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page, 'dashboard unreachable');
  });
});

test('the empty dashboard, the search and both sheets are accessible', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^No jobs yet/ })).toBeVisible();
  await expectAccessible(page, 'empty dashboard');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'help for the keyboard', 'dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox')).toBeVisible();
  await expectAccessible(page, 'search', 'header');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible();
  await expectAccessible(page, 'More', 'dialog');
});
