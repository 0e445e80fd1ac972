import type { Page } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import type { Backend } from '../support/backend';
import { NO_WORKER } from '../support/backend';
import { aGate } from '../support/gate';
import { rowOf } from '../support/job-list';
import { submitMany } from '../support/many-jobs';
import { expect, test } from '../support/test';
import { doSomeWork } from './recent-work';
import { shoot } from './shoot';

test.use({ env: NO_WORKER });

const LISTS = /\/api\/jobs\?/;
const NARROW = { width: 1280, height: 800 };

/** Answers every request for a list with this instead. */
async function answerLists(page: Page, status: number, body: object): Promise<void> {
  await page.route(LISTS, (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) }),
  );
}

/** Has the job that waits taken by a worker, which says how far it is. */
async function runWith({ url }: Backend, progress: object | undefined): Promise<void> {
  const post = (path: string, body: object): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { id, attempt } = (await (await post('/process', { leaseSeconds: 600 })).json()) as JobView;
  if (progress) await post(`/heartbeat/${id}`, { attempt, progress });
}

test('a list that has nothing yet: loading, empty, refused, in trouble', async ({ page }) => {
  const gate = aGate();
  await page.route(LISTS, async (route) => {
    await gate.opened;
    await route.continue();
  });
  await page.goto('/jobs');
  await page.getByRole('status', { name: 'Loading jobs…' }).waitFor();
  await shoot(page, 'list-loading');
  gate.open();
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
  await shoot(page, 'list-empty');
  await page.unroute(LISTS);
  await page.goto('/jobs?type=fax');
  await page.getByText('These filters cannot be used.').waitFor();
  await shoot(page, 'list-refused');
  await answerLists(page, 500, { title: 'Internal Server Error', status: 500, detail: 'The store cannot be read.' });
  await page.goto('/jobs?type=email');
  await page.getByText('The list cannot be read.').waitFor();
  await shoot(page, 'list-problem');
});

test.describe('over a few jobs of every kind', () => {
  test.beforeEach(async ({ page, backend }) => {
    await doSomeWork(backend);
    await page.goto('/jobs');
    await expect(rowOf(page, 'Translate the price list')).toBeVisible();
  });

  test('rows, menus, narrow, compact, hidden', async ({ page }) => {
    await shoot(page, 'list-rows');
    await page.setViewportSize(NARROW);
    await page.screenshot({ path: 'screenshots/list-rows-1280.png' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: /^Actions for Answer ticket/ }).click();
    await shoot(page, 'list-row-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns' }).click();
    await shoot(page, 'list-columns');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Compact' }).click();
    await shoot(page, 'list-compact');
    await page.evaluate(() => {
      localStorage.setItem('ft.hide-payloads', 'yes');
    });
    await page.reload();
    await expect(page.locator('ft-job-row').first()).toBeVisible();
    await shoot(page, 'list-hidden');
  });

  test('searches that find nothing or cannot be understood, and a backend that is gone', async ({ page, backend }) => {
    const search = page.getByRole('textbox', { name: 'Search jobs' });
    await search.fill('status:failed walrus');
    await search.press('Enter');
    await page.getByText('No jobs match these filters.').waitFor();
    await shoot(page, 'list-no-match');
    await search.fill('stauts:failed');
    await search.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Did you mean' }).waitFor();
    await shoot(page, 'list-unknown-field');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(rowOf(page, 'Translate the price list')).toBeVisible();
    await backend.stop();
    await page.getByText('Backend unreachable.').first().waitFor();
    await shoot(page, 'list-unreachable');
    await backend.startAgain();
  });
});

test('jobs that run, and say how far they are', async ({ page, backend }) => {
  const progresses = [
    { percent: 62, message: 'Section 3 of 4: what changed for administrators and for everybody else' },
    { percent: 8 },
    { percent: 100, message: 'Checking' },
    { message: 'Reads the sources' },
    undefined,
  ];
  for (const progress of progresses) {
    await backend.submit('Summarise the release notes for customers');
    await runWith(backend, progress);
  }
  await page.goto('/jobs');
  await expect(page.getByRole('progressbar')).toHaveCount(3);
  await shoot(page, 'list-progress');
});

test('new jobs that wait, all that match, and an operation on them', async ({ page, backend }) => {
  await submitMany(backend, 120);
  await page.goto('/jobs');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await backend.submit('A newer one');
  await page.getByRole('button', { name: '1 new job · Show' }).waitFor();
  await shoot(page, 'list-pill');
  await page.getByRole('button', { name: /^Select all 12\d matching/ }).click();
  await shoot(page, 'list-all-matching');
  await page.getByRole('button', { name: 'Cancel…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Cancel 12\d jobs\?/ });
  await dialog.getByLabel(/^Type \d+ to go on/).fill('121');
  await dialog.getByRole('button', { name: /^Cancel 12\d jobs/ }).click();
  await page.getByText('Cancel of many jobs').waitFor();
  await shoot(page, 'list-operation-done');
});
