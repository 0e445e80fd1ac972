import type { Page } from '@playwright/test';
import type { TrendView } from '@fasttrack/contracts';
import { NO_WORKER } from '../support/backend';
import { aGate } from '../support/gate';
import { expect, test } from '../support/test';
import { tellBusyDays, tellHindrances } from './busy-days';
import { doSomeWork } from './recent-work';
import { shoot } from './shoot';

test.use({ env: NO_WORKER });

const WHOLE = { whole: true };
const QUIET = { created: 0, completed: 0, failed: 0, cancelled: 0, runsFailed: 0, retried: 0, wait: null, run: null };
const note = (page: Page) => page.locator('ft-attention-strip .note');
const figures = (page: Page) => page.getByRole('region', { name: 'Figures' });

/** Nothing happened but in these buckets, counted from the newest. */
const onlyIn =
  (...kept: readonly number[]) =>
  (trend: TrendView): TrendView => {
    const { buckets } = trend;
    const few = (at: number) => kept.includes(buckets.length - 1 - at);
    const left = buckets.map((bucket, at) => (few(at) ? bucket : { ...bucket, ...QUIET }));
    const one = left.find(({ wait }) => wait !== null) ?? QUIET;
    const samples = 7;
    const total = { ...one, wait: one.wait && { ...one.wait, samples }, run: one.run && { ...one.run, samples } };
    return { ...trend, buckets: left, total, previous: { ...trend.previous, ...QUIET } };
  };

test.describe('with work', () => {
  test.beforeEach(async ({ backend }) => {
    await doSomeWork(backend);
  });

  test('full, and as tables', async ({ page }) => {
    await tellBusyDays(page);
    await page.goto('/');
    await expect(note(page)).toBeVisible();
    await shoot(page, 'dashboard', WHOLE);
    await page.getByRole('button', { name: 'Show as table: Finished jobs' }).click();
    await page.getByRole('button', { name: 'Show as table: Wait and run time' }).click();
    await shoot(page, 'dashboard-tables', WHOLE);
  });

  test('its ranges', async ({ page }) => {
    await tellBusyDays(page);
    for (const range of ['15m', '1h', '7d', '30d']) {
      await page.goto(`/?range=${range}`);
      await expect(note(page)).toBeVisible();
      await shoot(page, `dashboard-${range}`);
    }
  });

  test('the tip of a bar', async ({ page }) => {
    await tellBusyDays(page);
    await page.goto('/');
    await expect(figures(page)).toBeVisible();
    await page.getByRole('region', { name: 'Finished jobs' }).getByRole('img').hover();
    await shoot(page, 'dashboard-tip');
  });

  test('few samples and gaps', async ({ page }) => {
    await tellBusyDays(page, onlyIn(0));
    await page.goto('/');
    await expect(figures(page)).toBeVisible();
    await shoot(page, 'dashboard-one-bucket');
    await page.unrouteAll();
    await tellBusyDays(page, onlyIn(0, 1, 2, 6, 9, 10, 16, 17, 18, 19));
    await page.reload();
    await expect(figures(page)).toBeVisible();
    await shoot(page, 'dashboard-gaps');
  });

  test('what really happened', async ({ page }) => {
    await page.goto('/?range=15m');
    await expect(figures(page)).toBeVisible();
    await shoot(page, 'dashboard-first-jobs');
  });

  test('hidden payloads', async ({ page }) => {
    await tellBusyDays(page);
    await page.goto('/');
    await page.getByRole('button', { name: 'Hide payloads' }).click();
    await shoot(page, 'dashboard-hidden', WHOLE);
  });

  test('a refusal before and after there were figures', async ({ page }) => {
    const problem = { title: 'Internal Server Error', detail: 'The store did not answer.', requestId: 'req-019ab7e2' };
    await page.route('**/api/stats**', (route) => route.fulfill({ status: 500, json: problem }));
    await page.goto('/');
    await expect(page.getByRole('alert').filter({ hasText: problem.requestId })).toBeVisible();
    await shoot(page, 'dashboard-refused');
    await page.unrouteAll();
    await tellBusyDays(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(figures(page)).toBeVisible();
    await page.unrouteAll();
    await page.route('**/api/stats**', (route) => route.fulfill({ status: 500, json: problem }));
    await expect(page.getByRole('alert').filter({ hasText: problem.requestId })).toBeVisible();
    await shoot(page, 'dashboard-refused-stale');
  });

  test('unreachable', async ({ page, backend }) => {
    await tellBusyDays(page);
    await page.goto('/');
    await expect(figures(page)).toBeVisible();
    await page.unrouteAll();
    await backend.stop();
    await expect(page.getByText('Backend unreachable.')).toBeVisible({ timeout: 30_000 });
    await shoot(page, 'dashboard-unreachable', WHOLE);
  });

  test('loading', async ({ page }) => {
    const gate = aGate();
    await page.route('**/api/stats**', async (route) => {
      await gate.opened;
      await route.abort();
    });
    await page.goto('/');
    await expect(page.getByRole('status', { name: 'Loading the figures' })).toBeVisible();
    await shoot(page, 'dashboard-loading');
    gate.open();
  });

  test('everything that can be wrong', async ({ page }) => {
    await tellBusyDays(page);
    await tellHindrances(page, {
      report: { reason: 'worker' },
      notification: {
        reason: 'target',
        until: new Date(Date.now() + 90_000).toISOString(),
        message: 'It answers 503.',
      },
      email: { reason: 'paused' },
    });
    const message = 'Redis may drop jobs: maxmemory-policy is allkeys-lru. Set noeviction.';
    await page.route('**/api/health', (route) =>
      route.fulfill({ json: { status: 'ok', details: { queue: { status: 'up', degraded: true, message } } } }),
    );
    await page.goto('/');
    await expect(note(page)).toHaveCount(3);
    await shoot(page, 'dashboard-attention', WHOLE);
  });
});

test('empty', async ({ page, backend }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^No jobs yet/ })).toBeVisible();
  await shoot(page, 'dashboard-empty', WHOLE);
  await fetch(`${backend.url}/webhook/callback`, { method: 'POST', headers: { 'x-shared-secret': 'wrong' } });
  await expect(note(page)).toBeVisible({ timeout: 30_000 });
  await shoot(page, 'dashboard-empty-attention');
  await page.getByRole('combobox', { name: /ask for news every/ }).selectOption('Off');
  await expect(page.getByText('Not listening')).toBeVisible();
  await shoot(page, 'dashboard-empty-paused');
});
