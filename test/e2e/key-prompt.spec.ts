import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { promptBox, rowOf, submitPrompt } from './support/job-list';
import { pressAt } from './support/keys';
import { expect, test } from './support/test';

const KEY = 'e2e-key-of-the-shop';
const NEXT = 'e2e-key-of-next-month';
const KEYED = { API_KEYS: `shop:${KEY}` };
const STORED = 'ft.api-key';

test.use({ env: KEYED });

const prompt = (page: Page): Locator => page.getByRole('dialog', { name: 'API key needed' });
const field = (page: Page): Locator => prompt(page).getByLabel('API key');
const forget = (page: Page): Locator => page.getByRole('button', { name: 'Forget the API key of this tab' });

async function enter(page: Page, key: string): Promise<void> {
  await field(page).fill(key);
  await prompt(page).getByRole('button', { name: 'Use this key' }).click();
}

async function signIn(page: Page, path = '/jobs'): Promise<void> {
  await page.goto(path);
  await enter(page, KEY);
  await expect(prompt(page)).toBeHidden();
}

test('asks for the key, says when it is wrong, and works with the right one', async ({ page, complaints }) => {
  await page.goto('/jobs');
  await expect(prompt(page)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await expect(page.getByText('Backend unreachable')).toHaveCount(0);

  await enter(page, `shop:${KEY}`);
  await expect(prompt(page).getByRole('alert')).toHaveText(/This key is not accepted\. Enter only what stands after/);
  await expect(field(page)).toBeFocused();

  await enter(page, KEY);
  await expect(prompt(page)).toBeHidden();
  await page.getByRole('main').getByRole('link', { name: 'New job' }).click();
  await submitPrompt(page, 'Sent with a key');
  await expect(rowOf(page, 'Sent with a key')).toContainText('Completed');
  expect(complaints.answers.every((line) => line.includes('401'))).toBe(true);
});

test('sends the key in a header of every call of the API, and keeps it in the tab alone', async ({ page, context }) => {
  await signIn(page);
  const sent: (string | undefined)[] = [];
  const urls: string[] = [];
  page.on('request', (request) => {
    urls.push(request.url());
    if (new URL(request.url()).pathname.startsWith('/api')) sent.push(request.headers().authorization);
  });
  await page.reload();
  await expect(page.getByText('No jobs yet.')).toBeVisible();
  await expect(prompt(page)).toHaveCount(0);
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(sent)).toEqual(new Set([`Bearer ${KEY}`]));
  expect(urls.join()).not.toContain(KEY);
  expect(await page.evaluate((name) => sessionStorage.getItem(name), STORED)).toBe(KEY);
  expect(await page.evaluate(() => JSON.stringify(localStorage) + document.cookie)).not.toContain(KEY);

  const other = await context.newPage();
  await other.goto('/jobs');
  await expect(prompt(other)).toBeVisible();
});

test('asks the backend for nothing while it waits for a key', async ({ page }) => {
  await page.clock.install();
  await page.goto('/jobs');
  await expect(prompt(page)).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api')) asked.push(pathname);
  });
  await page.clock.runFor(60_000);
  expect(asked).toEqual([]);
  await field(page).fill(KEY);
  await field(page).press('Enter');
  // The time stands still but for what the browser itself takes: whatever asks now asks at once.
  await expect.poll(() => new Set(asked)).toEqual(new Set(['/api', '/api/jobs', '/api/operations', '/api/stats']));
});

test('cannot be passed by: keyboard and pointer reach nothing behind it', async ({ page }) => {
  await page.goto('/jobs/new');
  await expect(field(page)).toBeFocused();
  for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
  await expect(prompt(page)).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const isBehind = await page.evaluate(() => document.activeElement?.closest('main, nav, header') !== null);
    expect(isBehind).toBe(false);
  }
  const link = page.getByRole('navigation').getByRole('link', { name: 'Jobs', exact: true });
  await expect(link.click({ trial: true, timeout: 1000 })).rejects.toThrow(/intercepts pointer events/);
  await field(page).fill(KEY);
  await field(page).press('Enter');
  await expect(prompt(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a key that was replaced brings it back over the draft, which stays', async ({ page, backend }) => {
  await signIn(page, '/jobs/new');
  await promptBox(page).fill('Half a thought');
  await backend.stop();
  await expect(page.getByText('Backend unreachable.')).toBeVisible();
  await backend.startAgain({ API_KEYS: `shop:${NEXT}` });
  await expect(prompt(page)).toContainText('does not accept the key of this tab any more');
  expect(await page.evaluate((name) => sessionStorage.getItem(name), STORED)).toBeNull();

  await enter(page, KEY);
  await expect(prompt(page).getByRole('alert')).toHaveText('This key is not accepted.');
  await enter(page, NEXT);
  await expect(prompt(page)).toBeHidden();
  await expect(page.getByText('Backend unreachable.')).toBeHidden();
  await expect(promptBox(page)).toHaveValue('Half a thought');
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(rowOf(page, 'Half a thought')).toBeVisible();
});

test('a job that is refused for its key goes back to the draft', async ({ page, backend }) => {
  await signIn(page, '/jobs/new');
  // Without polls nobody but the submit can find out.
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/stats'));
  await page.getByRole('combobox', { name: /ask for news/ }).selectOption('0');
  await answered;
  await promptBox(page).fill('Not lost');
  await backend.stop();
  await backend.startAgain({ API_KEYS: `shop:${NEXT}` });
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(prompt(page)).toBeVisible();
  await enter(page, NEXT);
  await expect(prompt(page)).toBeHidden();
  await expect(page.getByText('The job was not sent.')).toBeVisible();
  await page.getByRole('button', { name: 'Edit and send again' }).click();
  await expect(promptBox(page)).toHaveValue('Not lost');
});

test('is forgotten on demand, by keyboard too, and then hides what it had opened', async ({ page }) => {
  await signIn(page);
  await page.getByRole('main').getByRole('link', { name: 'New job' }).click();
  await submitPrompt(page, 'For eyes with a key');
  await expect(rowOf(page, 'For eyes with a key')).toBeVisible();
  await pressAt(page, forget(page));
  await expect(prompt(page)).toContainText('answers only those who send an API key');
  expect(await page.evaluate((name) => sessionStorage.getItem(name), STORED)).toBeNull();
  const cover = await prompt(page).evaluate((dialog) => getComputedStyle(dialog, '::backdrop').backgroundColor);
  expect(cover).toMatch(/^rgb\(/);
  await page.reload();
  await expect(prompt(page)).toBeVisible();
  await expect(page.getByText('For eyes with a key')).toHaveCount(0);
});

test('offers no link that a browser cannot open with a key, and code that names one', async ({ page }) => {
  await signIn(page, '/jobs/new');
  await expect(forget(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'API' })).toHaveCount(0);
  const code = page.getByRole('region', { name: 'Request as code' });
  await expect(code).toContainText('Authorization: Bearer $FASTTRACK_API_KEY');
  await expect(code).not.toContainText(KEY);
});

test.describe('without API_KEYS', () => {
  test.use({ env: {} });

  test('asks for none, and has nothing to forget', async ({ page }) => {
    await page.goto('/jobs');
    await expect(page.getByText('No jobs yet.')).toBeVisible();
    await expect(prompt(page)).toHaveCount(0);
    await expect(forget(page)).toHaveCount(0);
    await expect(page.getByRole('navigation').getByRole('link', { name: 'API' })).toBeVisible();
  });
});

test.describe('looks', () => {
  // Each look takes axe about a second, several on a busy machine.
  test.describe.configure({ timeout: 240_000 });

  test('right in both themes, narrow to wide, before and after a wrong key, and signed in', async ({ page }) => {
    await page.goto('/jobs');
    await expect(prompt(page)).toBeVisible();
    await expectAccessible(page, 'key prompt');
    await enter(page, 'wrong');
    await expect(prompt(page).getByRole('alert')).toBeVisible();
    await expectAccessible(page, 'key prompt with a fault');
    await enter(page, KEY);
    await expect(forget(page)).toBeVisible();
    await expectAccessible(page, 'list with a key');
  });
});
