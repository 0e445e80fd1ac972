import type { Page } from '@playwright/test';
import type { OperationView } from '@fasttrack/contracts';
import { NO_WORKER } from '../support/backend';
import { aGate } from '../support/gate';
import { promptBox, rowOf } from '../support/job-list';
import { expect, test } from '../support/test';
import { doSomeWork } from './recent-work';
import { shoot } from './shoot';

test.use({ env: NO_WORKER });

const OPERATION: OperationView = {
  ...{ id: '019ab7e2-5c20-7000-8000-000000000001', action: 'cancel', filter: { tag: 'acme' }, state: 'RUNNING' },
  ...{ pace: 500, total: 12_304, examined: 7600, changed: 7588, skipped: 12, failed: 0, by: 'api' },
  startedAt: '2026-11-26T14:00:00.000Z',
  updatedAt: '2026-11-26T14:00:15.000Z',
};
const views = (page: Page) => page.getByRole('button', { name: /^Saved views/ });

async function tellOperation(page: Page, more: Partial<OperationView> = {}): Promise<void> {
  await page.route('**/api/operations', (route) => route.fulfill({ json: [{ ...OPERATION, ...more }] }));
}

/** Opens the list of the work that was done. */
async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/jobs${query}`);
  await expect(page.locator('ft-job-row').first()).toBeVisible();
}

test.beforeEach(async ({ backend }) => {
  await doSomeWork(backend);
});

test('an operation that runs, is not aborted, fails', async ({ page }) => {
  await tellOperation(page);
  await open(page);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await shoot(page, 'operation-running');
  await page.route('**/abort', (route) =>
    route.fulfill({
      status: 503,
      json: { title: 'Service Unavailable', detail: 'The store is busy.', requestId: 'req-3' },
    }),
  );
  await page.getByRole('button', { name: 'Abort' }).click();
  await page.getByText('The operation was not aborted.').waitFor();
  await shoot(page, 'operation-not-aborted');
  await page.unrouteAll();
  await tellOperation(page, {
    state: 'FAILED',
    error: 'The store did not answer three times in a row.',
    finishedAt: '2026-11-26T14:00:15.000Z',
  });
  await page.getByText('did not answer three times').waitFor();
  await shoot(page, 'operation-failed');
});

test('jobs that stayed as they are, and an undo', async ({ page }) => {
  await open(page);
  await page
    .getByRole('checkbox', { name: 'Select Job of type report' })
    .or(page.getByLabel(/^Select Monthly/))
    .check();
  await page.getByRole('checkbox', { name: 'Select Answer ticket 48231' }).check();
  await page.route('**/api/jobs/bulk', async (route) => {
    const [first, ...rest] = (await (await route.fetch()).json()) as { id: string }[];
    const error = 'The job is COMPLETED, so it cannot be cancelled';
    await route.fulfill({ json: [...rest, { id: first?.id, status: 409, error }] });
  });
  await page.getByRole('button', { name: 'Cancel 2' }).click();
  await page.getByRole('button', { name: 'Cancel 2 jobs' }).click();
  await page.getByText('left as it is').waitFor();
  await shoot(page, 'bulk-refusals');
});

test('a file of jobs that comes, and one that does not', async ({ page }) => {
  await page.addInitScript(() => {
    sessionStorage.setItem('ft.api-key', 'a-key');
  });
  const gate = aGate();
  await page.route('**/api/jobs/export**', async (route) => {
    await gate.opened;
    await route.fulfill({
      status: 500,
      json: { title: 'Internal Server Error', detail: 'It stopped.', requestId: 'req-4' },
    });
  });
  await open(page);
  await page.getByRole('button', { name: 'Export' }).click();
  await shoot(page, 'export-menu');
  await page.getByRole('menuitem', { name: 'All matching jobs as CSV' }).click();
  await page.getByText('Exporting jobs').waitFor();
  await shoot(page, 'export-running');
  gate.open();
  await page.getByText('The jobs were not exported.').waitFor();
  await shoot(page, 'export-failed');
});

test('jobs that were not sent, and one that may have been', async ({ page }) => {
  let status = 503;
  await page.route('**/api/jobs', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const problem = { title: 'Too Many Requests', detail: 'Try again in 20 s.', requestId: 'req-6' };
    return status === 0 ? route.abort() : route.fulfill({ status, json: status === 429 ? problem : {} });
  });
  for (const [code, prompt, name] of [
    [429, 'Translate the price list into Polish', 'send-refused'],
    [0, 'Summarise the release notes', 'send-unanswered'],
    [504, 'Write the minutes of the meeting', 'send-may-be-sent'],
  ] as const) {
    status = code;
    await page.goto('/jobs/new');
    await promptBox(page).fill(prompt);
    await page.getByRole('button', { name: 'Submit job' }).click();
    await page.getByRole('alert').filter({ hasText: 'sent' }).first().waitFor();
    await shoot(page, name);
  }
});

test('saved views: none, naming one, opening one', async ({ page }) => {
  await open(page);
  await views(page).click();
  await shoot(page, 'views-none');
  await page.keyboard.press('Escape');
  for (const [query, name] of [
    ['?status=failed', 'Failed'],
    ['?tag=acme&status=pending&sort=priority', 'Acme: what waits, most urgent first of all'],
    ['?type=prompt', ''],
  ] as const) {
    await page.goto(`/jobs${query}`);
    await views(page).click();
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    if (name === '') break;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Save view' }).click();
  }
  await shoot(page, 'views-name');
  await page.getByRole('button', { name: 'Go back' }).click();
  await views(page).click();
  await page.getByRole('menuitem', { name: 'Failed', exact: true }).click();
  await expect(rowOf(page, 'Translate the price list')).toBeVisible();
  await shoot(page, 'views-open');
  await views(page).click();
  await shoot(page, 'views-menu');
});
