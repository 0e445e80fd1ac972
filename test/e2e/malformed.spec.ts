import type { Page, Route } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

type Odd = (route: Route) => Promise<void>;

const HTML = '<!doctype html><title>Welcome to nginx</title><h1>It works</h1>';

/** The answer as it is, changed. */
const changed =
  (change: (body: string) => string): Odd =>
  async (route) => {
    const response = await route.fetch({ headers: {} });
    await route.fulfill({ status: 200, contentType: 'application/json', body: change(await response.text()) });
  };
const nulled = (body: string): string =>
  JSON.stringify(JSON.parse(body, (_name, value: unknown) => (typeof value === 'object' ? value : null)));
const emptied = (body: string): string => {
  const value = JSON.parse(body) as object;
  return JSON.stringify(
    Array.isArray(value) ? [null, {}, 7] : Object.fromEntries(Object.keys(value).map((name) => [name, null])),
  );
};

/** Nothing of these can be read. */
const NO_ANSWERS: Readonly<Record<string, Odd>> = {
  'HTML with 200': (route) => route.fulfill({ status: 200, contentType: 'text/html', body: HTML }),
  'JSON that breaks off': changed((body) => body.slice(0, Math.ceil(body.length / 2))),
  'another shape': (route) => route.fulfill({ json: { hello: ['world'] } }),
};
/** These can be read, and hold nothing of what was promised. */
const ODD_INSIDE: Readonly<Record<string, Odd>> = {
  'null in every field': changed(nulled),
  'null in place of every member': changed(emptied),
};
const ODDITIES: Readonly<Record<string, Odd>> = { ...NO_ANSWERS, ...ODD_INSIDE };

/** Whether an address is that of this part of the API. */
const isRead =
  (part: string) =>
  ({ pathname }: URL): boolean =>
    pathname === `/api${part}`;

interface Screen {
  readonly path: (job: JobView) => string;
  /** What it reads under `/api` and cannot do without. */
  readonly needed: readonly string[];
  /** What it reads beside that. */
  readonly beside: readonly string[];
  /** What it says once it has read something odd in the place of what it needs. */
  readonly unread: RegExp;
  readonly whole: (page: Page) => Promise<void>;
}
const SCREENS: Readonly<Record<string, Screen>> = {
  'the dashboard': {
    path: () => '/',
    needed: ['/stats', '/stats/trend', '/jobs'],
    beside: ['', '/job-types', '/health', '/callbacks'],
    unread: /The figures cannot be read\.|None is kept any more\./,
    whole: (page) =>
      expect(page.getByRole('link', { name: /^Completed Written well/ })).toBeVisible({ timeout: 40_000 }),
  },
  'the list': {
    path: () => '/jobs',
    needed: ['/jobs'],
    beside: ['', '/operations'],
    unread: /The list cannot be read\.|This row cannot be shown\./,
    whole: (page) => expect(rowOf(page, 'Written well')).toContainText('Completed', { timeout: 40_000 }),
  },
  'the page of a job': {
    path: ({ id }) => `/jobs/${id}`,
    needed: ['/jobs/:id'],
    beside: ['', '/callbacks'],
    unread: /The answer cannot be read/,
    whole: (page) =>
      expect(page.getByRole('heading', { level: 1, name: 'Written well' })).toBeVisible({ timeout: 40_000 }),
  },
  'the form': {
    path: () => '/jobs/new',
    needed: ['/job-types'],
    beside: ['', '/stats'],
    unread: /The types of jobs could not be read\./,
    whole: (page) => expect(page.getByRole('button', { name: 'Submit job' })).toBeEnabled({ timeout: 40_000 }),
  },
};

// Each oddity waits for two polls, which come later the more of them fail.
test.describe.configure({ timeout: 240_000 });

// An error of a script fails every test, so each page that breaks is found here.
for (const [screen, { path, needed, beside, unread, whole }] of Object.entries(SCREENS)) {
  // The odd answer has been read: before that no banner could be there.
  const saysSo = (page: Page): Promise<void> => expect(page.getByText(unread).first()).toBeVisible();

  test(`${screen} stands whatever the backend answers, and heals without a reload`, async ({ page, backend }) => {
    const job = await backend.submit('Written well');
    await backend.until(job, 'COMPLETED');
    for (const [what, odd] of Object.entries(ODDITIES)) {
      await test.step(what, async () => {
        await page.route('**/api/**', odd);
        await page.goto(path(job));
        await saysSo(page);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText('Backend unreachable.')).toHaveCount(0);
        await page.unrouteAll({ behavior: 'wait' });
        await whole(page);
      });
    }
  });

  test(`${screen} stands while one thing that it reads is odd, and misses nothing else`, async ({ page, backend }) => {
    const job = await backend.submit('Written well');
    await backend.until(job, 'COMPLETED');
    for (const part of [...needed, ...beside])
      for (const [what, odd] of Object.entries(ODD_INSIDE))
        await test.step(`${part}: ${what}`, async () => {
          const reads = isRead(part.replace(':id', job.id));
          await page.route(reads, odd);
          const answered = page.waitForResponse((response) => reads(new URL(response.url())));
          await page.goto(path(job));
          await answered;
          await (needed.includes(part) ? saysSo(page) : whole(page));
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(page.getByText('Backend unreachable.')).toHaveCount(0);
          await page.unrouteAll({ behavior: 'wait' });
        });
    await whole(page);
  });

  test(`${screen} keeps what it shows when nothing of an answer can be read`, async ({ page, backend }) => {
    const job = await backend.submit('Written well');
    await backend.until(job, 'COMPLETED');
    await page.goto(path(job));
    await whole(page);
    for (const [what, odd] of Object.entries(NO_ANSWERS)) {
      await test.step(what, async () => {
        let answers = 0;
        await page.route('**/api/**', async (route) => {
          await odd(route);
          answers += 1;
        });
        // The next is asked for when the one before has been read.
        await expect.poll(() => answers, { timeout: 70_000 }).toBeGreaterThan(1);
        await whole(page);
        await page.unrouteAll({ behavior: 'wait' });
      });
    }
  });
}

test('one bad job costs no other on the dashboard', async ({ page, backend }) => {
  for (const prompt of ['First', 'Second']) await backend.until(await backend.submit(prompt), 'COMPLETED');
  await page.route('**/api/jobs?**', async (route) => {
    const response = await route.fetch();
    const [newest, oldest] = (await response.json()) as object[];
    await route.fulfill({
      response,
      json: [newest, null, { ...newest, id: 5 }, { id: 'odd', createdAt: 'never' }, oldest],
    });
  });
  await page.goto('/');
  await expect(page.getByRole('link', { name: /^Completed Second/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Completed First/ })).toBeVisible();
});
