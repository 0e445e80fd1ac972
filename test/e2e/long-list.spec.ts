import type { Page } from '@playwright/test';
import { NO_WORKER } from './support/backend';
import { rowOf } from './support/job-list';
import { submitMany } from './support/many-jobs';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

const NODES_MAX = 3000;
const countNodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
const scrollToPart = (page: Page, part: number): Promise<void> =>
  page.evaluate((share) => {
    scrollTo({ top: document.documentElement.scrollHeight * share });
  }, part);

/** Presses `Load older` as soon as it can be pressed, until there is nothing older. */
const loadAll = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (;;) {
      const button = document.querySelector<HTMLButtonElement>('.older button');
      if (!button) return;
      if (button.ariaDisabled !== 'true') button.click();
      await new Promise(requestAnimationFrame);
    }
  });

test('ten thousand rows are at most three thousand elements, wherever one looks', async ({ page, backend }) => {
  test.setTimeout(240_000);
  await submitMany(backend, 10_000);
  await page.goto('/jobs');
  const rows = page.getByRole('table', { name: 'Jobs' });
  await expect(rows).toHaveAttribute('aria-rowcount', '51');
  await loadAll(page);
  await expect(rows).toHaveAttribute('aria-rowcount', '10001');
  for (const part of [0.5, 1, 0.1]) {
    await scrollToPart(page, part);
    await expect(page.locator('ft-job-row .title').first()).toBeAttached();
    expect(await countNodes(page)).toBeLessThanOrEqual(NODES_MAX);
  }
  await scrollToPart(page, 1);
  await expect(page.getByRole('link', { name: 'Number 1', exact: true })).toBeInViewport();
  await page.getByRole('button', { name: 'Compact' }).evaluate((button: HTMLElement) => {
    button.click();
  });
  await scrollToPart(page, 0.5);
  expect(await countNodes(page)).toBeLessThanOrEqual(NODES_MAX);
});

test('Back leads to the same rows at the same height', async ({ page, backend }) => {
  await submitMany(backend, 400);
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Load older' }).click();
  await expect(page.getByRole('table', { name: 'Jobs' })).toHaveAttribute('aria-rowcount', '251');
  const link = page.getByRole('link', { name: 'Number 220', exact: true });
  await scrollToPart(page, 0.7);
  await expect(link).toBeVisible();
  await link.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => scrollY);
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Number 220' })).toBeVisible();
  await page.goBack();
  await expect(link).toBeInViewport();
  expect(Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(5);
});

test('keys lead along the rows, select, cancel and retry', { tag: '@both' }, async ({ page, backend }) => {
  await submitMany(backend, 3);
  await page.goto('/jobs');
  await expect(page.locator('ft-job-row')).toHaveCount(3);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Number 3', exact: true })).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('checkbox', { name: 'Select Number 2' })).toBeChecked();
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(page.getByText('2 selected on this page.')).toBeVisible();
  await page.keyboard.press('c');
  await page
    .getByRole('dialog', { name: 'Cancel 2 jobs?' })
    .getByRole('button', { name: 'Cancel 2 jobs' })
    .press('Enter');
  for (const name of ['Number 3', 'Number 2']) await expect(rowOf(page, name)).toContainText('Cancelled');
  // A poll may know of the change before the dialog does, which keeps the keys to itself.
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: 'Number 3', exact: true }).focus();
  await page.keyboard.press('r');
  await expect(rowOf(page, 'Number 3')).toContainText('Pending');
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search jobs' })).toBeFocused();
  await page.getByRole('link', { name: 'Number 1', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Number 1' })).toBeVisible();
});

test('an answer that is not complete says so and is searched further', async ({ page, backend }) => {
  await backend.submit('The only one');
  await page.route(/\/api\/jobs\?.*search=walrus/, async (route) => {
    const isFirst = !route.request().url().includes('cursor=');
    const headers = { 'x-total-count': '0', 'x-total-count-capped': 'true', 'x-partial': 'true' };
    if (isFirst) await route.fulfill({ json: [], headers: { ...headers, link: '</api/jobs?cursor=abc>; rel="next"' } });
    else await route.fulfill({ json: [{ ...(await jobs(page))[0], prompt: 'A walrus at last' }] });
  });
  const jobs = async (on: Page) => (await (await on.request.get('/api/jobs')).json()) as object[];
  await page.goto('/jobs?search=walrus');
  await expect(page.getByText('Searched the newest 20,000 candidates, none fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Search further' }).click();
  await expect(rowOf(page, 'A walrus at last')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Search further' })).toBeHidden();
});
