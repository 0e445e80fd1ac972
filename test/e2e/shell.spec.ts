import type { Locator, Page } from '@playwright/test';
import { NEVER_ENDS } from './support/backend';
import { pressAt } from './support/keys';
import { expect, test } from './support/test';

// Each takes many steps, each of them a moment on a busy machine.
test.describe.configure({ timeout: 120_000 });

test.use({ env: NEVER_ENDS });

const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Find a job, page or action' });
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });
const help = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });

test(
  'the search finds a job by its id, jobs by words and qualifiers, and says what it does not know',
  { tag: '@both' },
  async ({ page, backend }) => {
    const job = await backend.submit('Find me by my id');
    await backend.cancel(await backend.submit('Needle in the hay'));
    await page.goto('/');
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type(job.id);
    await expect(option(page, /^Go to the job/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Find me by my id')).toBeVisible();

    await page.keyboard.press('/');
    await page.keyboard.type('status:cancelled needle');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/jobs\?status=cancelled&search=needle$/);
    await expect(page.getByRole('link', { name: 'Needle in the hay' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Find me by my id' })).toHaveCount(0);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('find me');
    await option(page, /^Find me by my id/).click();
    await expect(heading(page, 'Find me by my id')).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/search=needle$/);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('stauts:failed');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Did you mean "status"?' })).toBeVisible();
    await expect(page).toHaveURL(/search=needle$/);
    await expect(box(page)).toHaveValue('stauts:failed');
  },
);

test('the search leads to pages and does what it names', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\/new$/);
  await box(page).click();
  await option(page, 'Use the dark theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await box(page).fill('hide');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('keys lead everywhere, are explained, and can be turned off for good', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, 'Dashboard')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(heading(page, 'Jobs')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(heading(page, 'New job')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(heading(page, 'Dashboard')).toBeFocused();

  await page.keyboard.press('?');
  await expect(help(page)).toContainText('Go to: New job');
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(help(page)).toBeVisible();
  await pressAt(page, help(page).getByRole('checkbox', { name: /^Use single-key shortcuts/ }), 'Space');
  await page.keyboard.press('Escape');
  await expect(help(page)).toHaveCount(0);
  await expect(heading(page, 'Dashboard')).toBeFocused();
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await page.reload();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(help(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/$/);

  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(help(page).getByRole('checkbox')).not.toBeChecked();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('pages are under the thumb, the search lies over the bar, the rest is under More', async ({ page }) => {
    await page.goto('/');
    const bar = page.getByRole('navigation', { name: 'Pages' });
    await expect(bar.getByRole('link')).toHaveText(['Dashboard', 'Jobs', 'New job']);
    await bar.getByRole('link', { name: 'Jobs', exact: true }).click();
    await expect(bar.getByRole('link', { name: 'Jobs', exact: true })).toHaveAttribute('aria-current', 'page');

    await expect(box(page)).toBeHidden();
    await page.getByRole('button', { name: 'Find a job, page or action' }).click();
    await expect(box(page)).toBeFocused();
    await option(page, 'Dashboard').click();
    await expect(heading(page, 'Dashboard')).toBeVisible();
    await expect(box(page)).toBeHidden();

    const more = page.getByRole('dialog', { name: 'More' });
    await page.getByRole('button', { name: 'More' }).click();
    await more.getByRole('button', { name: 'Use the dark theme' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(more).toHaveCount(0);
    await page.getByRole('button', { name: 'More' }).click();
    await more.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(help(page)).toBeVisible();
    await help(page).getByRole('button', { name: 'Close' }).click();
    await expect(help(page)).toHaveCount(0);
  });
});

test('with the live control off nothing is asked, and one visit asks once', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  await page.getByRole('combobox', { name: /ask for news every/ }).selectOption('Off');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/stats/trend')) asked.push(new URL(request.url()).pathname);
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByRole('heading', { name: /^No jobs yet/ })).toBeVisible();
  const atFirst = [...asked];
  expect(atFirst).toEqual(['/api/stats/trend']);
  await backend.submit('Nobody asks for me');
  const answer = page.waitForRequest('**/api/stats', { timeout: 6000 }).then(
    () => 'asked',
    () => 'silent',
  );
  expect(await answer).toBe('silent');
  expect(asked).toEqual(atFirst);
});
