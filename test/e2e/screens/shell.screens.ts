import type { Page } from '@playwright/test';
import { NO_WORKER } from '../support/backend';
import { expect, test } from '../support/test';
import { tellBusyDays } from './busy-days';
import { doSomeWork } from './recent-work';
import { shoot } from './shoot';

test.use({ env: NO_WORKER });

const box = (page: Page) => page.getByRole('combobox', { name: 'Find a job, page or action' });
const opener = (page: Page) => page.getByRole('button', { name: 'Find a job, page or action' });

test.describe('over a dashboard', () => {
  test.beforeEach(async ({ page, backend }) => {
    await doSomeWork(backend);
    await tellBusyDays(page);
    await page.goto('/');
    await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  });

  test('the search: open, with hits, without', async ({ page }) => {
    await page.keyboard.press('Control+k');
    await shoot(page, 'find-open');
    await box(page).fill('new');
    await shoot(page, 'find-hits');
    await box(page).fill('stauts:failed');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Did you mean' })).toBeVisible();
    await shoot(page, 'find-refused');
    await page.keyboard.press('Control+k');
    await box(page).fill('nothing is called like this');
    await shoot(page, 'find-nothing');
  });

  test('the sheets and the keyboard', async ({ page }) => {
    await page.keyboard.press('?');
    await shoot(page, 'help');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'More' }).click();
    await shoot(page, 'more');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await shoot(page, 'skip-link');
    await opener(page).or(box(page)).first().focus();
    await page.getByRole('combobox', { name: /ask for news every/ }).focus();
    await shoot(page, 'live-focus');
    await page.getByRole('combobox', { name: /ask for news every/ }).selectOption('Off');
    await expect(page.getByText('Paused')).toBeVisible();
    await shoot(page, 'live-off');
  });

  test('a theme that was chosen, whatever the system has', async ({ page }) => {
    await page.getByRole('button', { name: 'Theme: system. Change to light' }).click();
    await shoot(page, 'theme-light-chosen');
    await page.getByRole('button', { name: 'Theme: light. Change to dark' }).click();
    await shoot(page, 'theme-dark-chosen');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'More' }).click();
    await shoot(page, 'theme-dark-chosen-more');
  });

  test('no such page', async ({ page }) => {
    await page.evaluate(() => {
      history.pushState(null, '', '/no/such/page');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
    await shoot(page, 'not-found');
  });
});

test('messages', async ({ page, backend }) => {
  const failed = await backend.submit('Translate the price list');
  await backend.cancel(failed);
  await page.goto('/jobs/new');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Summarise the board deck in five bullets');
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(page.getByText('Job sent.')).toBeVisible();
  await shoot(page, 'toast-sent');
  await page.route('**/api/jobs/*/cancel', (route) =>
    route.fulfill({
      status: 500,
      json: { title: 'Internal Server Error', detail: 'It failed inside.', requestId: 'req-019ab7e2' },
    }),
  );
  await page.getByRole('button', { name: 'Actions for Summarise the board deck in five bullets' }).click();
  await page.getByRole('menuitem', { name: 'Cancel' }).click();
  await expect(page.getByText('req-019ab7e2')).toBeVisible();
  await shoot(page, 'action-refused');
});

test.describe('with keys, in production', () => {
  test.use({
    env: {
      ...NO_WORKER,
      API_KEYS: 'shop:e2e-key-of-the-shop',
      NODE_ENV: 'production',
      WORKER_API_KEY: 'e2e-key-of-workers',
    },
  });

  test('the prompt, a wrong key, signed in', async ({ page }) => {
    await page.goto('/');
    const prompt = page.getByRole('dialog', { name: 'API key needed' });
    await expect(prompt).toBeVisible();
    await shoot(page, 'key-prompt');
    await prompt.getByLabel('API key').fill('wrong');
    await prompt.getByRole('button', { name: 'Use this key' }).click();
    await expect(prompt.getByRole('alert')).toContainText('not accepted');
    await shoot(page, 'key-wrong');
    await prompt.getByLabel('API key').fill('e2e-key-of-the-shop');
    await prompt.getByRole('button', { name: 'Use this key' }).click();
    await expect(prompt).toBeHidden();
    await expect(page.getByText('Production', { exact: true })).toBeVisible();
    await shoot(page, 'key-used');
  });
});

test('nothing was ever loaded', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('Nothing has been loaded yet.')).toBeVisible();
  await shoot(page, 'unreachable-nothing');
});
