import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { NO_WORKER } from './support/backend';
import { pressAt } from './support/keys';
import { rowOf } from './support/job-list';
import { submitMany } from './support/many-jobs';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

const boxOf = (page: Page, prompt: string) => page.getByRole('checkbox', { name: `Select ${prompt}`, exact: true });

/** Selects every job of the filter, asks for an action and types the number that is asked for. */
async function confirmForAll(page: Page, { action, count }: { action: string; count: string }): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await expect(page.getByText('50 selected on this page.')).toBeVisible();
  await page.getByRole('button', { name: `Select all ${count} matching` }).click();
  await page.getByRole('button', { name: `${action}…` }).click();
  const dialog = page.getByRole('dialog', { name: `${action} ${count} jobs?` });
  await dialog.getByLabel(/^Type \d+ to go on/).fill('12');
  await dialog.getByRole('button', { name: `${action} ${count} jobs` }).click();
  await expect(dialog.getByText('That is not the number of jobs.')).toBeVisible();
  await dialog.getByLabel(/^Type \d+ to go on/).fill(count);
  await dialog.getByRole('button', { name: `${action} ${count} jobs` }).click();
}

test(
  'a range is cancelled, each job says what became of it, and a cancel is undone, without a poll while paused',
  { tag: '@both' },
  async ({ page, backend }) => {
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await backend.submit(name);
    const early = await backend.submit('Six');
    await page.goto('/jobs');
    await expect(page.locator('ft-job-row')).toHaveCount(6);
    // Choosing asks once more; after that nothing is due.
    const last = ['**/api/stats', '**/api/operations'].map((path) => page.waitForResponse(path));
    await page.getByRole('combobox', { name: /ask for news every/ }).selectOption('Off');
    await Promise.all(last);
    await expect(page.getByText('Paused')).toBeVisible();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/') && request.method() === 'GET') asked.push(request.url());
    });

    await boxOf(page, 'Six').check();
    await boxOf(page, 'Three').click({ modifiers: ['Shift'] });
    await expect(page.getByText('4 selected on this page.')).toBeVisible();
    await backend.callback(early, { result: { done: true } });
    await page.getByRole('button', { name: 'Cancel 4' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel 4 jobs?' });
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Cancel 4' }).click();
    await dialog.getByRole('button', { name: 'Cancel 4 jobs' }).click();

    await expect(page.getByText('3 jobs cancelled, 1 job left as it is:')).toBeVisible();
    await expect(boxOf(page, 'Six')).toBeChecked();
    await expect(boxOf(page, 'Five')).not.toBeChecked();
    for (const name of ['Five', 'Four', 'Three']) await expect(rowOf(page, name)).toContainText('Cancelled');
    for (const name of ['Two', 'One']) await expect(rowOf(page, name)).toContainText('Pending');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('3 jobs are waiting again.')).toBeVisible();
    for (const name of ['Five', 'Four', 'Three']) await expect(rowOf(page, name)).toContainText('Pending');
    expect(asked).toEqual([]);
  },
);

test(
  'all jobs of a filter are counted, confirmed by their number, changed with progress, and it can be aborted',
  { tag: '@both' },
  async ({ page, backend }) => {
    test.setTimeout(240_000);
    await submitMany(backend, 5000, { tags: ['many'] });
    await submitMany(backend, 150, { tags: ['few'] });
    await page.goto('/jobs?tag=few');
    await confirmForAll(page, { action: 'Cancel', count: '150' });
    await expect(page.getByText('Done: 150 of 150 jobs cancelled.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('link', { name: /^Cancelled\s*150$/ })).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();

    await page.goto('/jobs?tag=many');
    await confirmForAll(page, { action: 'Cancel', count: '5,000' });
    await expect(page.getByRole('progressbar', { name: 'Cancelling jobs' })).toBeVisible();
    await expect(page.getByText(/[1-9][\d,]* of 5,000 jobs cancelled\./)).toBeVisible();
    await page.reload();
    await page.getByRole('region', { name: 'Cancelling jobs' }).getByRole('button', { name: 'Abort' }).click();
    await expect(page.getByText(/Aborted: [1-9][\d,]* of 5,000 jobs cancelled\./)).toBeVisible();
    const { total } = ((await (await page.request.get('/api/operations')).json()) as { total: number }[])[0]!;
    expect(total).toBe(5000);
  },
);

test('jobs that come between the count and the confirmation are left alone', async ({ page, backend }) => {
  await submitMany(backend, 60, { tags: ['few'] });
  await page.goto('/jobs?tag=few');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await page.getByRole('button', { name: 'Select all 60 matching' }).click();
  await page.getByRole('button', { name: 'Cancel…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel 60 jobs?' });
  await expect(dialog).toContainText('Jobs tagged few.');
  const later = await backend.submit('After the count', { tags: ['few'] });
  await dialog.getByRole('button', { name: 'Cancel 60 jobs' }).click();
  await expect(page.getByText('Done: 60 of 60 jobs cancelled.')).toBeVisible({ timeout: 30_000 });
  expect((await (await page.request.get(`/api/jobs/${later.id}`)).json()) as object).toMatchObject({
    status: 'PENDING',
  });
});

test('all jobs of the filter are saved as a file', { tag: '@both' }, async ({ page, backend }) => {
  await submitMany(backend, 60, { tags: ['few'] });
  await backend.submit('Not this one');
  await page.goto('/jobs?tag=few');
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'All matching jobs as CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^fasttrack-jobs-\w+\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(61);
  expect(text).not.toContain('Not this one');
});

test('a file is begun by keys: Space does what Enter does', async ({ page, backend }) => {
  await backend.submit('In the file');
  await page.goto('/jobs');
  await expect(rowOf(page, 'In the file')).toBeVisible();
  for (const key of ['Space', 'Enter']) {
    await pressAt(page, page.getByRole('button', { name: 'Export' }));
    await expect(page.getByRole('menuitem', { name: 'All matching jobs as CSV' })).toBeFocused();
    const saved = page.waitForEvent('download');
    await page.keyboard.press(key);
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
});

test.describe('behind a key', () => {
  test.use({ env: { ...NO_WORKER, API_KEYS: 'shop:key-of-the-shop' } });

  test('the file is fetched with the key of the tab', async ({ page, backend }) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': 'key-of-the-shop' };
    await fetch(`${backend.url}/jobs`, { method: 'POST', headers, body: '{"prompt":"Behind a key"}' });
    await page.goto('/jobs');
    await page.getByRole('textbox', { name: 'API key' }).fill('key-of-the-shop');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await expect(rowOf(page, 'Behind a key')).toBeVisible();
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'All matching jobs as JSON' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^fasttrack-jobs-\w+\.json$/);
    const jobs = JSON.parse(readFileSync(await file.path(), 'utf8')) as { prompt: string }[];
    expect(jobs.map(({ prompt }) => prompt)).toEqual(['Behind a key']);
  });
});
