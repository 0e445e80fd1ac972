import type { Page } from '@playwright/test';
import { NEVER_ENDS } from './support/backend';
import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

const RAW = '<img src=x onerror=window.__pwned=1>{"a":';

/** Whether anything of the text became an element or ran. */
const isHarmless = (page: Page): Promise<boolean> =>
  page.evaluate(() => !('__pwned' in window) && document.querySelector('img, [onerror]') === null);

test.describe('a result that is not JSON', () => {
  test.use({ env: NEVER_ENDS });

  test('is a badge and a text in the list, and never runs', async ({ page, backend }) => {
    const job = await backend.submit('List the parts as JSON');
    await page.goto('/jobs');
    await expect(rowOf(page, job.prompt!)).toContainText('Processing');
    await backend.callback(job, { result: RAW });
    const row = rowOf(page, job.prompt!);
    await expect(row.getByText('Hallucinated Response', { exact: true })).toBeVisible();
    await expect(row).toContainText(RAW);
    await expect(row).toContainText('Completed');
    expect(await isHarmless(page)).toBe(true);
  });

  test('is a badge, the raw text and the place where parsing stopped on its page', async ({ page, backend }) => {
    const job = await backend.submit('List the parts as JSON');
    await backend.callback(job, { result: RAW });
    await page.goto(`/jobs/${job.id}`);
    await expect(page.getByText('Hallucinated Response', { exact: true })).toBeVisible();
    await expect(page.getByText('The result is not the JSON that was asked for.')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Parsing stopped at line 1, column 1');
    const panel = page.getByRole('tabpanel', { name: 'Result' });
    expect(await panel.locator('[data-line="1"]').evaluate((line) => line.textContent.trim())).toBe(RAW);
    await page.getByRole('button', { name: 'Go to the fault' }).click();
    await expect(panel.locator('[data-line="1"]')).toBeFocused();
    expect(await isHarmless(page)).toBe(true);

    await page.getByRole('tab', { name: 'Raw' }).click();
    await expect(page.getByRole('tree', { name: 'Job' })).toContainText('onerror=window.__pwned=1');
    expect(await isHarmless(page)).toBe(true);
  });

  test('is shown where it breaks off in the middle', async ({ page, backend }) => {
    const job = await backend.submit('List the parts as JSON');
    await backend.callback(job, { result: '{\n  "a": 1,\n  "b": <b>two</b>\n}' });
    await page.goto(`/jobs/${job.id}`);
    await expect(page.getByRole('main')).toContainText('Parsing stopped at line 3, column 8');
    await expect(page.getByRole('tabpanel').locator('b', { hasText: /^two$/ })).toHaveCount(0);
  });

  test('comes from the test aid as from a worker', { tag: '@both' }, async ({ page, backend }) => {
    const job = await backend.submit('Make something up');
    await page.goto('/jobs');
    await page.getByRole('button', { name: `Actions for ${job.prompt!}` }).click();
    await page.getByRole('menuitem', { name: 'Hallucinate (test aid)' }).click();
    await expect(rowOf(page, job.prompt!).getByText('Hallucinated Response')).toBeVisible();
  });
});

test('a prompt with markup is a text everywhere', async ({ page, backend }) => {
  const job = await backend.submit(RAW);
  await backend.until(job, 'COMPLETED');
  for (const path of ['/jobs', `/jobs/${job.id}?tab=input`, `/jobs/new?from=${job.id}`]) {
    await page.goto(path);
    await expect(page.getByText('onerror=window.__pwned=1').first()).toBeVisible();
    expect(await isHarmless(page)).toBe(true);
  }
});

test('rows that are broken cost no other row', async ({ page, backend }) => {
  for (const prompt of ['First', 'Second']) await backend.until(await backend.submit(prompt), 'COMPLETED');
  await page.route(/\/api\/jobs(\?|$)/, async (route) => {
    const answer = await route.fetch();
    const [newest, oldest] = (await answer.json()) as object[];
    const broken = [null, 'text', 7, [], {}, { ...newest, id: 5 }, { ...newest, id: 'odd', createdAt: 'never' }];
    await route.fulfill({ response: answer, json: [newest, ...broken, oldest] });
  });
  await page.goto('/jobs');
  await expect(page.getByRole('link', { name: 'Second' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'First' })).toBeVisible();
  await expect(rowOf(page, 'This row cannot be shown.')).toHaveCount(7);
});
