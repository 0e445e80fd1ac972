import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import { NO_WORKER } from '../support/backend';
import { aGate } from '../support/gate';
import { expect, test } from '../support/test';
import { callbacks } from './job-callbacks';
import { JOB_STATES, jobIn, SHOWN_ID } from './job-states';
import { shoot } from './shoot';

test.use({ env: { JOB_TYPES_FILE: join(__dirname, '../support/job-types.json') } });

const PATH = `/jobs/${SHOWN_ID}`;

/** The page of a job gets this from the backend. */
async function answerWith(page: Page, job: JobView, entries: readonly object[] = []): Promise<void> {
  await page.unrouteAll();
  await page.route(`**/api${PATH}`, (route) => route.fulfill({ json: job }));
  await page.route('**/api/callbacks**', (route) => route.fulfill({ json: entries }));
}

async function open(page: Page, state: string, query = '', entries: readonly object[] = []): Promise<void> {
  await answerWith(page, jobIn(state), entries);
  await page.goto(PATH + query);
  await page.getByRole('tabpanel').waitFor();
}

for (const state of Object.keys(JOB_STATES)) {
  test(`a job that is ${state}`, async ({ page }) => {
    await open(page, state);
    await shoot(page, `job-${state}`, { whole: true });
  });
}

test('the parts of a job', async ({ page }) => {
  for (const tab of ['input', 'history', 'raw']) {
    await open(page, 'completed-json', `?tab=${tab}`);
    await shoot(page, `job-tab-${tab}`, { whole: true });
  }
  await open(page, 'failed', '?tab=error');
  await shoot(page, 'job-tab-error', { whole: true });
  await open(page, 'pending-slot', '?tab=result');
  await shoot(page, 'job-tab-result-none', { whole: true });
});

test('what came in about a job', async ({ page }) => {
  await open(page, 'completed-json', '?tab=callbacks', callbacks());
  await page.locator('summary').first().click();
  await shoot(page, 'job-callbacks', { whole: true });
  await open(page, 'completed-json', '?tab=callbacks');
  await shoot(page, 'job-callbacks-none', { whole: true });
  await page.unrouteAll();
  await answerWith(page, jobIn('completed-json'));
  await page.route('**/api/callbacks**', (route) =>
    route.fulfill({
      status: 500,
      json: { title: 'Internal Server Error', detail: 'The log is locked', requestId: 'req-5' },
    }),
  );
  await page.reload();
  await page.getByText('The callbacks could not be read.').waitFor();
  await shoot(page, 'job-callbacks-unreadable', { whole: true });
});

test('a payload and a text that are huge', async ({ page }) => {
  const lines = Array.from({ length: 4000 }, (_, index) => ({ sku: `AB-${index}`, count: index % 9 }));
  const payload = {
    note: 'Handle with care. '.repeat(2000),
    token: 'x'.repeat(5000),
    lines,
    [`long-${'name'.repeat(40)}`]: 1,
  };
  await answerWith(page, { ...jobIn('completed-json'), payload });
  await page.goto(`${PATH}?tab=input`);
  await page.getByRole('tree', { name: 'Payload' }).waitFor();
  await shoot(page, 'job-huge-payload', { whole: true });
  const result = `{"text": "${'No end of words. '.repeat(4000)}`;
  await answerWith(page, { ...jobIn('hallucinated'), result });
  await page.goto(`${PATH}?tab=result`);
  await page.getByRole('button', { name: /^Show/ }).first().waitFor();
  await shoot(page, 'job-huge-text', { whole: true });
});

test('a result that is searched and folded', async ({ page }) => {
  await open(page, 'completed-json');
  await page.getByRole('button', { name: 'Search in it' }).click();
  await page.getByRole('searchbox', { name: 'Words to find' }).fill('candidate 2');
  await shoot(page, 'job-json-search');
  await page.getByRole('button', { name: 'Search in it' }).click();
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  await shoot(page, 'job-json-folded');
});

test('a timeline as a table', async ({ page }) => {
  await open(page, 'failed', '', callbacks());
  await page.getByRole('button', { name: 'As a table' }).click();
  await shoot(page, 'job-timeline-table');
});

test('an edit with a fault, and one that is refused', async ({ page }) => {
  await open(page, 'failed');
  await page.getByRole('button', { name: 'Edit and retry' }).click();
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await shoot(page, 'job-edit-fault', { whole: true });
  await page.route('**/retry', (route) =>
    route.fulfill({
      status: 409,
      json: { title: 'Conflict', detail: `Job ${SHOWN_ID} is PROCESSING`, requestId: 'req-409' },
    }),
  );
  await prompt.fill('Summarise them in two points');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await page.getByText('The edited job was not sent.').waitFor();
  await shoot(page, 'job-edit-refused', { whole: true });
});

test('a retry that somebody else was faster with', async ({ page }) => {
  await open(page, 'failed');
  await page.route('**/retry', (route) =>
    route.fulfill({
      status: 409,
      json: {
        title: 'Conflict',
        detail: `Job ${SHOWN_ID} is PROCESSING, so it cannot be retried`,
        requestId: 'req-409',
      },
    }),
  );
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByText('The job was not retried.').waitFor();
  await shoot(page, 'job-retry-conflict');
});

test('an id that no job has', async ({ page, backend }) => {
  await page.goto(PATH);
  await page.getByText('No job with this id.').waitFor();
  await shoot(page, 'job-unknown');
  const headers = { 'content-type': 'application/json', 'x-shared-secret': 'e2e-callback-secret' };
  const body = JSON.stringify({ jobId: SHOWN_ID, result: '{"late":true}' });
  await fetch(`${backend.url}/webhook/callback`, { method: 'POST', headers, body });
  await page.reload();
  await page.getByText('Workers called back for this id').waitFor();
  await shoot(page, 'job-unknown-callbacks');
});

test('a job while the backend is away', async ({ page }) => {
  await open(page, 'running-progress');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByText('Backend unreachable.').waitFor({ timeout: 20_000 });
  await shoot(page, 'job-unreachable', { whole: true });
  await page.reload();
  await page.getByText('The job appears here as soon as the backend answers.').waitFor({ timeout: 20_000 });
  await shoot(page, 'job-unreachable-first');
});

test('hidden payloads', async ({ page }) => {
  await open(page, 'failed');
  await page.evaluate(() => {
    localStorage.setItem('ft.hide-payloads', 'yes');
  });
  await page.reload();
  await page.getByText('Payloads are hidden in this browser.').waitFor();
  await shoot(page, 'job-hidden', { whole: true });
});

test('a job that is still to come', async ({ page }) => {
  const gate = aGate();
  await page.route(`**/api${PATH}`, async (route) => {
    await gate.opened;
    await route.abort();
  });
  await page.goto(PATH);
  await page.getByText('Loading the job').waitFor({ state: 'attached' });
  await shoot(page, 'job-loading');
  gate.open();
});

test.describe('jobs that nobody takes', () => {
  test.use({ env: NO_WORKER });

  test('a cancel that can be taken back', async ({ page, backend }) => {
    const job = await backend.submit('Cancel me');
    await page.goto(`/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await shoot(page, 'job-cancel-undo');
  });
});

test('a long life', async ({ page }) => {
  const job = jobIn('retried');
  const rounds = Array.from({ length: 20 }, (_, index) =>
    job.history.map((event) => ({ ...event, attempt: event.attempt + index * 3 })),
  ).flat();
  await answerWith(page, { ...job, history: rounds, historyOmitted: 117 }, callbacks());
  await page.goto(`${PATH}?tab=history`);
  await page.getByRole('tabpanel').waitFor();
  expect(await page.getByRole('button', { name: /earlier lines/ }).count()).toBe(1);
  await shoot(page, 'job-long-life');
});
