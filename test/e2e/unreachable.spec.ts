import type { Page } from '@playwright/test';
import { aGate } from './support/gate';
import { countLoads, promptBox, rowOf, submitPrompt } from './support/job-list';
import { expect, test } from './support/test';

const BANNER = 'Backend unreachable.';

const listOf = (page: Page) => page.getByRole('region', { name: 'Jobs' });

test(
  'the list stays, greyed, while the backend is stopped, and goes on when it is back',
  { tag: '@both' },
  async ({ page, backend }) => {
    const job = await backend.submit('Written before');
    await backend.until(job, 'COMPLETED');
    await page.goto('/jobs');
    await expect(rowOf(page, 'Written before')).toBeVisible();
    await expect(listOf(page)).toHaveCSS('filter', 'none');
    const loads = countLoads(page);

    await backend.stop();
    const banner = page.getByRole('main');
    await expect(banner).toContainText(/Backend unreachable\. Showing data as of \d\d:\d\d:\d\d\./);
    await expect(banner).toContainText(/Trying again (in \d+ s|now)\./);
    await expect(page.getByRole('alert').filter({ hasText: BANNER })).toBeVisible();
    await expect(page.getByRole('button', { name: 'New job' })).toBeDisabled();
    await expect(listOf(page)).toHaveCSS('filter', /grayscale/);
    await expect(listOf(page)).toHaveCSS('opacity', '1');
    await expect(listOf(page)).toContainText(/as of \d\d:\d\d:\d\d/);
    await expect(rowOf(page, 'Written before')).toBeVisible();

    await backend.startAgain();
    await expect(page.getByText(BANNER)).toBeHidden({ timeout: 15_000 });
    await expect(listOf(page)).toHaveCSS('filter', 'none');
    await page.getByRole('main').getByRole('link', { name: 'New job' }).click();
    await submitPrompt(page, 'Written after');
    await expect(rowOf(page, 'Written after')).toContainText('Completed');
    expect(loads()).toBe(0);
  },
);

test('the form sends nothing while the backend is stopped, keeps its text, and sends when it is back', async ({
  page,
  backend,
}) => {
  await page.goto('/jobs/new');
  await promptBox(page).fill('Patience');
  const submit = page.getByRole('button', { name: 'Submit job' });
  await expect(submit).toBeEnabled();

  await backend.stop();
  await expect(page.getByText(BANNER)).toBeVisible();
  await expect(submit).toBeDisabled();
  await expect(page.getByText('Submitting is off until the backend answers.')).toBeVisible();
  let posts = 0;
  page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
  await promptBox(page).press('Control+Enter');

  await backend.startAgain();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText(BANNER)).toBeHidden();
  await expect(page).toHaveURL(/\/jobs\/new$/);
  await expect(promptBox(page)).toHaveValue('Patience');
  expect(posts).toBe(0);
  await submit.click();
  await expect(rowOf(page, 'Patience')).toContainText('Completed');
});

test('a page that was not visited yet opens while the backend is stopped', async ({ page, backend }) => {
  await page.goto('/jobs', { waitUntil: 'networkidle' });
  await backend.stop();
  await expect(page.getByText(BANNER)).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'New job' }).click();
  await expect(page.getByRole('heading', { name: 'New job' })).toBeVisible();
  await expect(page.getByText(BANNER)).toBeVisible();
  // What a form asks for is known to the backend alone.
  await expect(page.getByText('The form appears here as soon as the backend answers.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit job' })).toHaveCount(0);
  await backend.startAgain();
  await expect(page.getByRole('button', { name: 'Submit job' })).toBeEnabled({ timeout: 20_000 });
});

test('the page of a job stays, greyed, and can do nothing while the backend is stopped', async ({ page, backend }) => {
  const job = await backend.submit('Ask again');
  await backend.cancel(job);
  await page.goto(`/jobs/${job.id}`);
  await expect(page.getByRole('button', { name: 'Retry', exact: true })).toBeEnabled();

  await backend.stop();
  await expect(page.getByText(BANNER)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Retry', exact: true })).toBeDisabled();
  await expect(page.getByRole('heading', { name: 'Ask again' })).toBeVisible();
  await expect(page.locator('.body')).toHaveCSS('filter', /grayscale/);

  await backend.startAgain();
  await expect(page.getByText(BANNER)).toBeHidden({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible();
});

test('502, 503 and 504 raise the banner', async ({ page }) => {
  for (const status of [502, 503, 504]) {
    await page.route('**/api/jobs*', (route) => route.fulfill({ status, body: 'proxy' }));
    await page.goto('/jobs');
    await expect(page.getByText(BANNER)).toBeVisible();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(page.getByText(BANNER)).toBeHidden();
  }
});

test('neither a 4xx nor a 500 raises the banner', async ({ page }) => {
  let status = 0;
  await page.route('**/api/jobs*', (route) => route.fulfill({ status, json: { title: `Refused with ${status}` } }));
  for (status of [400, 403, 404, 408, 409, 422, 429, 500, 501]) {
    await page.goto('/jobs');
    await expect(page.getByRole('alert').filter({ hasText: 'The list cannot be read.' })).toBeVisible();
    await expect(page.getByText(BANNER)).toBeHidden();
    await expect(page.getByRole('link', { name: 'New job' }).first()).toBeVisible();
  }
});

test('a 401 asks for a key and raises no banner', async ({ page }) => {
  await page.route('**/api/jobs*', (route) => route.fulfill({ status: 401, json: { title: 'Unauthorized' } }));
  await page.goto('/jobs');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByText(BANNER)).toBeHidden();
});

test('a submit that finds nobody raises the banner at once and brings the draft back', async ({ page }) => {
  const gate = aGate();
  await page.goto('/jobs/new');
  await promptBox(page).fill('Lost on the way');
  // The polls get no answer, so only the submit can know.
  await page.route('**/api/**', async (route) => {
    if (route.request().method() === 'POST') return route.abort('connectionrefused');
    await gate.opened;
    return route.continue();
  });
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(page.getByText(BANNER)).toBeVisible({ timeout: 3000 });
  await expect(page.getByRole('alert').filter({ hasText: 'The job was not sent.' })).toBeVisible();
  await expect(rowOf(page, 'Lost on the way')).toHaveCount(0);

  gate.open();
  await expect(page.getByText(BANNER)).toBeHidden();
  await page.getByRole('button', { name: 'Edit and send again' }).click();
  await expect(promptBox(page)).toHaveValue('Lost on the way');
});
