import { NO_WORKER } from './support/backend';
import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

// It visits every page that calls jobs by name, each of them a moment on a busy machine.
test.describe.configure({ timeout: 120_000 });

test.use({ env: NO_WORKER });

test(
  'a typed job is called by what tells it apart in list, dashboard, search and on its page, unless payloads are hidden',
  { tag: '@both' },
  async ({ page, backend }) => {
    const subject = 'Your invoice of May';
    const job = await backend.submitTyped('email', { to: 'ada@example.org', subject });
    await page.goto('/jobs');
    await expect(rowOf(page, subject)).toBeVisible();

    await page.goto('/');
    const recent = page.getByRole('region', { name: 'Recent jobs' });
    await expect(recent.getByRole('link', { name: subject })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('invoice');
    await page.getByRole('option', { name: subject }).click();
    await expect(page).toHaveURL(new RegExp(`/jobs/${job.id}$`));
    await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();

    await page.getByRole('button', { name: 'Hide payloads' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Job of type email' })).toBeVisible();
    await page.goto('/jobs');
    await expect(rowOf(page, 'Job of type email')).toBeVisible();
    await expect(page.getByText(subject)).toHaveCount(0);
    await page.goto('/');
    await expect(recent.getByRole('link', { name: /email/ })).toBeVisible();
    await expect(page.getByText(subject)).toHaveCount(0);
  },
);
