import { expectAccessible } from './support/axe';
import { NO_WORKER } from './support/backend';
import { submitMany } from './support/many-jobs';
import { expect, test } from './support/test';

// Each look takes axe about a second, several on a busy machine.
test.describe.configure({ timeout: 240_000 });
test.use({ env: NO_WORKER });

test('searching is accessible: filters, chips, faults and what cannot be used', async ({ page, backend }) => {
  const long = 'averyveryveryveryverylongtagthatcannotbebrokenanywhereatallinit';
  await backend.submit('Found', { tags: [long], key: 'x'.repeat(200) });
  await page.goto(`/jobs?tag=${long}&key=${'x'.repeat(200)}&createdAfter=2026-01-01T00:00:00Z&sort=priority`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByText('What can be typed into the search').click();
  await expect(page.getByText('error:"timeout"')).toBeVisible();
  await expectAccessible(page, 'filters');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('textbox', { name: 'Search jobs' }).fill('stauts:failed');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Unknown field "stauts".')).toBeVisible();
  await expectAccessible(page, 'fault in the search');
  await page.goto('/jobs?type=fax');
  await expect(page.getByText('These filters cannot be used.')).toBeVisible();
  await expectAccessible(page, 'refused filter');
});

test('changing many jobs is accessible: selection, question, outcome and operation', async ({ page, backend }) => {
  await submitMany(backend, 2000);
  await page.goto('/jobs');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await expectAccessible(page, 'selection');
  await page.getByRole('button', { name: 'Select all 2,000 matching' }).click();
  await page.getByRole('button', { name: 'Cancel…' }).click();
  await page.getByRole('button', { name: 'Cancel 2,000 jobs' }).click();
  await expect(page.getByText('That is not the number of jobs.')).toBeVisible();
  await expectAccessible(page, 'question', 'dialog');
  await page.getByLabel(/^Type \d+ to go on/).fill('2000');
  await page.getByRole('button', { name: 'Cancel 2,000 jobs' }).click();
  await page.getByRole('button', { name: 'Abort' }).click();
  await expect(page.getByText('Aborted:')).toBeVisible();
  await expectAccessible(page, 'operation that ended');
});
