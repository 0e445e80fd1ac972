import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';
import { tellBusyDays } from './busy-days';
import { jobIn, SHOWN_ID } from './job-states';
import { doSomeWork } from './recent-work';
import { shootWidths } from './shoot';

test.use({ env: { JOB_TYPES_FILE: join(__dirname, '../support/job-types.json'), SIMULATED_DELAY_MS: '3600000' } });

const figures = (page: Page) => page.getByRole('region', { name: 'Figures' });

test('each page between a phone and a wide screen', async ({ page, backend }) => {
  await doSomeWork(backend);
  await tellBusyDays(page, (trend) => ({
    ...trend,
    total: { ...trend.total, wait: trend.total.wait && { ...trend.total.wait, samples: 7 } },
  }));
  await page.goto('/');
  await expect(figures(page)).toBeVisible();
  await shootWidths(page, 'widths-dashboard');
  await page.unrouteAll();
  await page.goto('/jobs?type=prompt');
  await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
  await shootWidths(page, 'widths-list');
  await page.goto('/jobs/new?type=order');
  await page.getByRole('button', { name: 'Submit job' }).waitFor();
  await shootWidths(page, 'widths-new-job');
  await page.route(`**/api/jobs/${SHOWN_ID}`, (route) => route.fulfill({ json: jobIn('running-progress') }));
  await page.goto(`/jobs/${SHOWN_ID}`);
  await page.getByRole('tabpanel').waitFor();
  await shootWidths(page, 'widths-job');
});
