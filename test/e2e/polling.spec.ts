import { setTimeout as delay } from 'node:timers/promises';
import type { Page, Request } from '@playwright/test';
import { expect, test } from './support/test';

const POLLS = /\/api\/(jobs|stats)/;
/** Longer than the wait between two polls: polls that did not wait for their answer would overlap. */
const SLOW_MS = 2500;

/** When each poll was sent, from now on, in milliseconds since 1970. */
function timePolls(page: Page): readonly number[] {
  const times: number[] = [];
  page.on('request', (request) => {
    if (POLLS.test(request.url())) times.push(Date.now());
  });
  return times;
}

const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - times[index]!);

test('polls of a slow backend never overlap, whatever a person does meanwhile', async ({ page, backend }) => {
  await backend.submit('Slow');
  const open = new Set<Request>();
  let [count, mostOpen] = [0, 0];
  // A request that was dropped is open no more.
  page.on('requestfailed', (request) => open.delete(request));
  await page.route(POLLS, async (route) => {
    count += 1;
    open.add(route.request());
    mostOpen = Math.max(mostOpen, open.size);
    await delay(SLOW_MS);
    open.delete(route.request());
    await route.continue();
  });
  const until = (wanted: number) => expect.poll(() => count, { timeout: 15_000 }).toBeGreaterThanOrEqual(wanted);

  await page.goto('/jobs');
  await until(4);
  await page.getByRole('link', { name: /^Failed/ }).click();
  await until(5);
  await page.getByRole('main').getByRole('link', { name: 'New job' }).click();
  await until(6);
  await page.goBack();
  await until(7);
  expect(mostOpen).toBe(1);
});

test('polls that fail come again later each time, and in the usual rhythm after the first answer', async ({ page }) => {
  // It is back when somebody asks for it, and not a moment before: else the button would be gone by itself.
  const isAskedFor = () => page.evaluate(() => 'isAskedFor' in window);
  await page.route('**/api/**', async (route) =>
    (await isAskedFor()) ? route.continue() : route.fulfill({ status: 503 }),
  );
  const polls = timePolls(page);
  await page.goto('/jobs');
  await expect.poll(() => polls.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  await page.evaluate(() => {
    document.addEventListener('click', () => Object.assign(window, { isAskedFor: true }), { capture: true });
  });
  const gaps = gapsOf(polls).slice(0, 3);
  // 2 s, half as long again after each failure, less up to a fifth by chance.
  for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThan(2000 * 1.5 ** (index + 1) * 0.8 - 100);
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(gaps[2]).toBeLessThan(9000);

  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('Backend unreachable.')).toBeHidden();
  const before = polls.length;
  await expect.poll(() => polls.length, { timeout: 5000 }).toBeGreaterThan(before + 1);
});

test('an unchanged list is answered with 304 and no body', { tag: '@both' }, async ({ page, backend }) => {
  const job = await backend.submit('Unchanged');
  await backend.until(job, 'COMPLETED');
  await page.goto('/jobs');
  for (const path of ['/api/jobs', '/api/stats']) {
    const answer = await page.waitForResponse((one) => one.url().includes(path) && one.status() === 304);
    expect((await answer.request().allHeaders())['if-none-match']).toMatch(/^W\/"/);
    expect((await answer.request().sizes()).responseBodySize).toBe(0);
    expect((await answer.allHeaders())['content-length'] ?? '0').toBe('0');
  }
  await expect(page.getByRole('link', { name: 'Unchanged' })).toBeVisible();
});

test('the live control stops the polls and starts them again', async ({ page }) => {
  await page.goto('/jobs');
  await page.waitForResponse('**/api/stats');
  const polls = timePolls(page);
  const live = page.getByRole('combobox', { name: /ask for news every/ });
  await live.selectOption('Off');
  await expect(page.getByText('Paused')).toBeVisible();
  // Choosing asks once more, and a poll may have been under way; after that nothing is due.
  await expect.poll(() => polls.length).toBeGreaterThan(1);
  await expect(async () => {
    await expect(page.waitForRequest('**/api/**', { timeout: 5000 })).rejects.toThrow('Timeout');
  }).toPass({ timeout: 15_000 });
  const before = polls.length;
  await live.selectOption('2 s');
  await expect.poll(() => polls.length).toBeGreaterThan(before + 2);
});
