import { NEVER_ENDS, NO_WORKER } from './support/backend';
import { aGate } from './support/gate';
import { rowOf } from './support/job-list';
import { submitMany } from './support/many-jobs';
import { SKEWS, skewClock } from './support/skewed-clock';
import { expect, test } from './support/test';

const LISTS = /\/api\/jobs\?/;

test.describe('jobs that wait', () => {
  test.use({ env: NO_WORKER });

  test('a list says once that it loads: later answers may take their time', async ({ page, backend }) => {
    await backend.submit('Moon landing');
    let gate = aGate();
    await page.route(LISTS, async (route) => {
      await gate.opened;
      await route.continue();
    });
    await page.goto('/jobs');
    const loading = page.getByRole('status', { name: 'Loading jobs…' });
    await expect(loading).toBeVisible();
    gate.open();
    await expect(rowOf(page, 'Moon landing')).toBeVisible();
    await expect(loading).toHaveCount(0);

    gate = aGate();
    await backend.submit('Sun flower');
    await page.waitForRequest(LISTS);
    await expect(rowOf(page, 'Moon landing')).toBeVisible();
    await expect(rowOf(page, 'Sun flower')).toHaveCount(0);
    await expect(loading).toHaveCount(0);
    gate.open();
    await expect(rowOf(page, 'Sun flower')).toBeVisible();
  });

  test('another filter starts at its first page', async ({ page, backend }) => {
    await submitMany(backend, 120);
    await page.goto('/jobs');
    const table = page.getByRole('table', { name: 'Jobs' });
    await page.getByRole('button', { name: 'Load older' }).click();
    await expect(table).toHaveAttribute('aria-rowcount', '121');
    await page.getByRole('link', { name: /^Pending/ }).click();
    await expect(page).toHaveURL(/\?status=pending$/);
    await expect(table).toHaveAttribute('aria-rowcount', '51');
    await expect(rowOf(page, 'Number 120')).toBeVisible();
  });

  test('jobs are filtered by status and by type, each in its place and both together', async ({ page, backend }) => {
    await backend.submit('A prompt that waits');
    await backend.callback(await backend.submit('A prompt that is done'), { result: '"done"' });
    await backend.submitTyped('email', { to: 'ada@example.org', subject: 'Welcome aboard' });
    await page.goto('/jobs');
    await expect(page.locator('ft-job-row')).toHaveCount(3);
    const tabs = page.getByRole('navigation', { name: 'Filter by status' });
    await tabs.getByRole('link', { name: /^Pending\s*2$/ }).click();
    await expect(page.locator('ft-job-row')).toHaveCount(2);
    await expect(tabs.getByRole('link', { name: /^Pending/ })).toHaveAttribute('aria-current', 'true');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Type', { exact: true }).selectOption('prompt');
    await expect(page).toHaveURL(/\?status=pending&type=prompt$/);
    await expect(page.locator('ft-job-row')).toHaveCount(1);
    await expect(rowOf(page, 'A prompt that waits')).toBeVisible();
    await tabs.getByRole('link', { name: /^Completed\s*1$/ }).click();
    await expect(page).toHaveURL(/\?status=completed&type=prompt$/);
    await expect(rowOf(page, 'A prompt that is done')).toBeVisible();
    await tabs.getByRole('link', { name: /^All\s*2$/ }).click();
    await expect(page).toHaveURL(/\?type=prompt$/);
    await expect(page.locator('ft-job-row')).toHaveCount(2);
  });
});

test.describe('a job that runs', () => {
  test.use({ env: NEVER_ENDS });

  for (const [where, skewMs] of Object.entries(SKEWS)) {
    test(`waits, runs and ages are right while the clock of the browser is an hour ${where}`, async ({
      page,
      backend,
    }) => {
      const job = await backend.submit('Mind the clock');
      await backend.until(job, 'PROCESSING');
      await skewClock(page, skewMs);
      await page.goto('/jobs');
      const row = rowOf(page, 'Mind the clock');
      await expect(row.locator('.col-created')).toHaveText(/^(\d+ s|\d min) ago$/);
      await expect(row.locator('.col-run')).toHaveText(/^((?!0\.0)\d+\.\d s|\d:\d\d)$/);
      await expect(row.locator('.col-wait')).toHaveText(/^(\d+\.\d s|\d:\d\d)$/);
    });
  }
});
