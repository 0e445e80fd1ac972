import { test } from '../support/test';
import { shoot } from './shoot';

test('the form', async ({ page }) => {
  await page.goto('/jobs/new');
  await page.getByRole('heading', { name: 'New job' }).waitFor();
  await shoot(page, 'new-job-prompt', { whole: true });
});
