import { NO_WORKER } from '../support/backend';
import { submitMany } from '../support/many-jobs';
import { test } from '../support/test';
import { shoot } from './shoot';

test.use({ env: NO_WORKER });

test('the list with a selection, its filters and the question before many jobs are changed', async ({
  page,
  backend,
}) => {
  await submitMany(backend, 120, { tags: ['acme', 'support'] });
  await page.goto('/jobs?tag=acme');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Created from').pressSequentially('0101');
  await page.getByLabel('Key', { exact: true }).focus();
  await shoot(page, 'list-selection-filters');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('button', { name: 'Select all 120 matching' }).click();
  await page.getByRole('button', { name: 'Cancel…' }).click();
  await page.getByRole('dialog', { name: 'Cancel 120 jobs?' }).waitFor();
  await shoot(page, 'list-question');
});
