import type { Page } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import { NO_WORKER } from './support/backend';
import { PlainTab } from './support/plain-tab';
import { expect, test } from './support/test';

test.describe.configure({ timeout: 120_000 });
test.use({ env: NO_WORKER });

interface Screen {
  readonly path: (job: JobView) => string;
  readonly shows: (page: Page) => Promise<void>;
  /** Part of what it asks for again and again. */
  readonly asks: string;
}
const SCREENS: Readonly<Record<string, Screen>> = {
  'the dashboard': {
    path: () => '/',
    shows: (page) => expect(page.getByRole('link', { name: /^Pending Quiet/ })).toBeVisible(),
    asks: '/api/stats/trend',
  },
  'the list': {
    path: () => '/jobs',
    shows: (page) => expect(page.getByRole('link', { name: 'Quiet' })).toBeVisible(),
    asks: '/api/jobs',
  },
  'the page of a job': {
    path: ({ id }) => `/jobs/${id}`,
    shows: (page) => expect(page.getByRole('heading', { level: 1, name: 'Quiet' })).toBeVisible(),
    asks: '/api/jobs/',
  },
  'the form': {
    path: () => '/jobs/new',
    shows: (page) => expect(page.getByRole('button', { name: 'Submit job' })).toBeVisible(),
    asks: '/api/job-types',
  },
};
const MINUTE_MS = 60_000;

/** Every address of the API that is asked for from now on. */
function noteAsked(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api')) asked.push(pathname);
  });
  return asked;
}

for (const [name, { path, shows, asks }] of Object.entries(SCREENS)) {
  test(`with the live control off ${name} asks once and then nothing for a minute`, async ({ page, backend }) => {
    const job = await backend.submit('Quiet');
    await page.addInitScript(() => {
      localStorage.setItem('ft.live', '0');
    });
    await page.clock.install();
    await page.goto(path(job), { waitUntil: 'networkidle' });
    await shows(page);
    const asked = noteAsked(page);
    await page.clock.runFor(MINUTE_MS);
    expect(asked).toEqual([]);
    await page.getByRole('combobox', { name: /ask for news every/ }).selectOption('2 s');
    await expect.poll(() => asked.join()).toContain(asks);
  });

  test(`a key that is refused in the middle of ${name} silences it until there is another`, async ({
    page,
    backend,
  }) => {
    const job = await backend.submit('Quiet');
    await page.clock.install();
    await page.goto(path(job));
    await shows(page);
    await page.route('**/api/**', (route) => route.fulfill({ status: 401, json: { title: 'Unauthorized' } }));
    const prompt = page.getByRole('dialog', { name: 'API key needed' });
    // In steps shorter than the time in which an answer has to come.
    await expect(async () => {
      await page.clock.runFor(2500);
      await expect(prompt).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 40_000 });
    const asked = noteAsked(page);
    await page.clock.runFor(MINUTE_MS);
    expect(asked).toEqual([]);
    await page.unrouteAll({ behavior: 'wait' });
    await prompt.getByLabel('API key').fill('any-key-will-do');
    await prompt.getByRole('button', { name: 'Use this key' }).click();
    await expect(prompt).toBeHidden();
    await expect.poll(() => asked.join()).toContain(asks);
    await shows(page);
  });

  test(`${name} in a hidden tab sends nothing and asks at once when it is seen again`, async ({ browser, backend }) => {
    const job = await backend.submit('Quiet');
    const tab = await PlainTab.open(browser, backend.url + path(job));
    const polls = (): number => tab.asked.filter((url) => url.includes(asks)).length;
    await expect.poll(polls, { timeout: 40_000 }).toBeGreaterThan(1);
    await tab.hide();
    await expect.poll(() => tab.evaluate('document.visibilityState')).toBe('hidden');
    // Longer than the wait between two polls of any page.
    expect(await tab.nextAsked(12_000)).toBeNull();
    const asked = tab.nextAsked(5000);
    await tab.show();
    expect(await asked).toContain('/api/');
    await tab.close();
  });
}
