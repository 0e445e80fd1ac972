import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aGate } from '../support/gate';
import { promptBox, submitPrompt } from '../support/job-list';
import { test } from '../support/test';
import { shoot } from './shoot';

test.use({ env: { JOB_TYPES_FILE: join(__dirname, '../support/job-types.json') } });

const submit = (page: Page): Promise<void> => page.getByRole('button', { name: 'Submit job' }).click();

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/jobs/new${query}`);
  await page.getByRole('button', { name: 'Submit job' }).waitFor();
}

test('the form', async ({ page }) => {
  await open(page);
  await shoot(page, 'new-job-prompt', { whole: true });
  await promptBox(page).fill('Summarise the release notes for customers');
  await page.getByRole('button', { name: 'TypeScript' }).click();
  await shoot(page, 'new-job-typescript', { whole: true });
});

test('a prompt that is blank, and one that is too long', async ({ page }) => {
  await open(page);
  await submitPrompt(page, '  ');
  await shoot(page, 'new-job-blank');
  await promptBox(page).fill('Too long. '.repeat(501));
  await shoot(page, 'new-job-too-long');
});

test('each kind of field', async ({ page }) => {
  for (const type of ['email', 'report', 'notification']) {
    await open(page, `?type=${type}`);
    await shoot(page, `new-job-${type}`, { whole: true });
  }
  await open(page, '?type=order');
  await page.getByRole('button', { name: 'Add to Lines' }).click();
  await page.getByRole('button', { name: 'Add to Codes' }).click();
  await page.getByRole('button', { name: 'Add to Labels' }).click();
  await submit(page);
  await page.getByText(/\d fields need a fix/).waitFor();
  await shoot(page, 'new-job-order-faults', { whole: true });
});

test('a payload as JSON, with a fault', async ({ page }) => {
  await open(page, '?type=order');
  await page.getByRole('button', { name: 'JSON' }).first().click();
  const json = page.getByRole('textbox', { name: 'Payload as JSON' });
  await json.fill('{\n  "number": 9007199254740993,\n  "odd": 1\n}');
  await shoot(page, 'new-job-json', { whole: true });
  await json.fill('{\n  "number": 8,\n  "terms": "net 60",\n}');
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await shoot(page, 'new-job-json-fault', { whole: true });
});

test('settings, with faults', async ({ page }) => {
  await open(page);
  await promptBox(page).fill('Summarise the release notes');
  await page.getByLabel('Run at').fill('2099-01-01T10:00');
  await page.getByLabel('Expires at').fill('2020-01-01T10:00');
  await page.getByRole('textbox', { name: 'Tags' }).fill(`acme,docs,${'x'.repeat(65)},`);
  await page.getByRole('textbox', { name: /^Key/ }).fill('k'.repeat(201));
  await page.getByRole('textbox', { name: /^Idempotency key/ }).fill('two words');
  await page.getByRole('button', { name: 'Add to Metadata' }).click();
  await submit(page);
  await shoot(page, 'new-job-settings-faults', { whole: true });
});

test('settings that fit, as a draft that was kept', async ({ page }) => {
  const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16);
  await open(page);
  await promptBox(page).fill('Summarise the release notes');
  await page.getByLabel('Run at').fill(inHours(24));
  await page.getByLabel('Expires at').fill(inHours(26));
  await page.getByRole('textbox', { name: 'Tags' }).fill('acme,docs,');
  await page.getByRole('button', { name: 'Add to Metadata' }).click();
  await page.getByRole('textbox', { name: 'Name 1' }).fill('ticket');
  await page.getByRole('textbox', { name: 'Text 1' }).fill('SUP-1184');
  await page.reload();
  await page.getByText('Draft kept in this tab').waitFor();
  await shoot(page, 'new-job-draft', { whole: true });
});

test('what the backend refuses at its fields', async ({ page }) => {
  const errors = [
    { pointer: '/prompt', detail: 'prompt must not speak of rivers' },
    { pointer: '/expiresAt', detail: 'expiresAt must lie ahead' },
  ];
  await page.route('**/api/jobs', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 400,
          json: { title: 'Bad Request', detail: 'Look at errors.', requestId: 'req-400', errors },
        })
      : route.continue(),
  );
  await open(page);
  await submitPrompt(page, 'Name three rivers');
  await page.getByText('2 fields need a fix.').waitFor();
  await shoot(page, 'new-job-refused', { whole: true });
});

test('a job on its way', async ({ page }) => {
  const gate = aGate();
  await page.route('**/api/jobs', async (route) => {
    if (route.request().method() === 'POST') await gate.opened;
    await route.continue();
  });
  await open(page);
  await submitPrompt(page, 'Name three rivers');
  await page.getByText('Sending…').waitFor();
  await shoot(page, 'new-job-on-its-way');
  gate.open();
});

test('a type that is not there, and types that cannot be read', async ({ page }) => {
  await open(page, '?type=nothing');
  await page.getByText('There is no type').waitFor();
  await shoot(page, 'new-job-type-unknown');
  await page.route('**/api/job-types**', (route) =>
    route.fulfill({
      status: 500,
      json: { title: 'Internal Server Error', detail: 'The file is gone', requestId: 'r-5' },
    }),
  );
  await page.reload();
  await page.getByText('The types of jobs could not be read.').waitFor();
  await shoot(page, 'new-job-types-unreadable');
});

test('the form while the backend is away, and before it has answered', async ({ page }) => {
  await open(page);
  await page.route('**/api/**', (route) => route.abort());
  await page.getByText('Backend unreachable.').waitFor({ timeout: 20_000 });
  await shoot(page, 'new-job-unreachable');
  await page.unrouteAll();
  const gate = aGate();
  await page.route('**/api/job-types**', async (route) => {
    await gate.opened;
    await route.abort();
  });
  await page.reload();
  await page.getByText('Loading the types of jobs').waitFor({ state: 'attached' });
  await shoot(page, 'new-job-loading');
  gate.open();
});
