import { NO_WORKER } from './support/backend';
import { rowOf } from './support/job-list';
import { submitMany } from './support/many-jobs';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

test('a question about many jobs gives the focus back, and the heading takes it when the selection is gone', async ({
  page,
  backend,
}) => {
  await submitMany(backend, 3);
  await page.goto('/jobs');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  const cancel = page.getByRole('button', { name: 'Cancel 3', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Cancel 3 jobs?' });
  await cancel.click();
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expect(dialog).toBeHidden();
  await expect(cancel).toBeFocused();
  await cancel.click();
  await dialog.getByRole('button', { name: 'Cancel 3 jobs' }).click();
  await expect(page.getByText('3 jobs are cancelled.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeFocused();
});

test('a row that leaves the list gives the focus to its neighbour, and Undo brings it back', async ({
  page,
  backend,
}) => {
  await submitMany(backend, 3);
  await page.goto('/jobs?status=pending');
  await page.getByRole('link', { name: 'Number 2', exact: true }).focus();
  await page.keyboard.press('c');
  await expect(rowOf(page, 'Number 2')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Number 1', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 job is waiting again.')).toBeVisible();
  await expect(rowOf(page, 'Number 2')).toBeVisible();
});

test('on a phone everything of the page can be selected, saved and its columns chosen', async ({ page, backend }) => {
  await submitMany(backend, 3);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/jobs');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await expect(page.getByText('3 selected on this page.')).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Priority' }).click();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Number 2').locator('.col-priority')).toBeInViewport();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('menuitem', { name: 'All matching jobs as CSV' })).toBeInViewport();
  const [scrollWidth, clientWidth] = await page.evaluate(() => {
    const { documentElement: root } = document;
    return [root.scrollWidth, root.clientWidth];
  });
  expect(scrollWidth).toBe(clientWidth);
});

test('a time that is half written is said to be so, filters nothing and can be taken away', async ({
  page,
  backend,
}) => {
  await submitMany(backend, 1);
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Filters' }).click();
  const [from, reset] = [page.getByLabel('Created from'), page.getByRole('button', { name: 'Reset' })];
  await expect(reset).toHaveAttribute('aria-disabled', 'true');
  await from.focus();
  await from.pressSequentially('0101');
  await expect(reset).not.toHaveAttribute('aria-disabled');
  await from.press('Enter');
  await expect(page.getByText('The time is not complete.')).toBeVisible();
  await from.blur();
  await expect(page.getByText('The time is not complete.')).toBeVisible();
  await expect(page).toHaveURL(/\/jobs$/);
  await reset.click();
  await expect(page.getByText('The time is not complete.')).toBeHidden();
  expect(await from.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(false);
  await expect(reset).toHaveAttribute('aria-disabled', 'true');
});
