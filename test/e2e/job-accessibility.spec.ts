import { join } from 'node:path';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

test.use({ env: { JOB_TYPES_FILE: join(__dirname, 'support/job-types.json'), SIMULATED_DELAY_MS: '100' } });
// Each look takes axe about a second, several on a busy machine, and a test has up to thirty.
test.describe.configure({ timeout: 240_000 });

test('the form of every kind of field is accessible, with faults', async ({ page }) => {
  await page.goto('/jobs/new?type=order');
  await page.getByRole('button', { name: 'Add to Lines' }).click();
  await page.getByRole('button', { name: 'Add to Labels' }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('acme,');
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(page.getByText(/\d fields need a fix/)).toBeVisible();
  await expectAccessible(page, 'order form with faults');
});

test('a payload as JSON is accessible, with faults', async ({ page }) => {
  await page.goto('/jobs/new?type=order');
  await page.getByRole('button', { name: 'JSON' }).first().click();
  await page.getByRole('textbox', { name: 'Payload as JSON' }).fill('{"number": 9007199254740993, "odd": 1}');
  await expectAccessible(page, 'payload as JSON with faults');
});

test('the form of one of several things is accessible, and that of a type that is not there', async ({ page }) => {
  await page.goto('/jobs/new?type=nothing');
  await expect(page.getByText('There is no type')).toBeVisible();
  await page.getByText('Report', { exact: true }).click();
  await page.getByRole('button', { name: 'Object' }).click();
  await expectAccessible(page, 'report form');
});

test('callbacks and the editor of a payload are accessible', async ({ page, backend }) => {
  const job = await backend.until(await backend.submit('Accessible'), 'COMPLETED');
  await backend.callback(job, { result: 'something else' });
  await page.goto(`/jobs/${job.id}?tab=callbacks`);
  await page.locator('summary').first().click();
  await expectAccessible(page, 'callbacks');
  const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
  const cancelled = await backend.cancel(await backend.submit('Accessible too', { scheduledFor }));
  await page.goto(`/jobs/${cancelled.id}`);
  await page.getByRole('button', { name: 'Edit and retry' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await expectAccessible(page, 'editor with a fault');
});

test('what cannot be read is accessible', async ({ page, backend }) => {
  const job = await backend.submit('Accessible');
  await page.route('**/api/{callbacks,job-types}**', (route) => route.fulfill({ status: 500, json: { title: 'No' } }));
  await page.goto(`/jobs/${job.id}?tab=callbacks`);
  await expect(page.getByText('The callbacks could not be read.')).toBeVisible();
  await expectAccessible(page, 'callbacks that cannot be read');
  await page.goto('/jobs/new');
  await expect(page.getByText('The types of jobs could not be read.')).toBeVisible();
  await expectAccessible(page, 'form without types');
});
