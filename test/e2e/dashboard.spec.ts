import type { CallbackEntry } from '@fasttrack/contracts';
import type { Locator, Page } from '@playwright/test';
import type { Backend } from './support/backend';
import { aGate } from './support/gate';
import { expect, test } from './support/test';

// Each takes many steps, each of them a moment on a busy machine.
test.describe.configure({ timeout: 120_000 });

const REPORT = { report_type: 'sales', format: 'csv', date_range: '2026-01' };

const card = (page: Page, name: RegExp): Locator =>
  page.getByRole('region', { name: 'Figures' }).getByRole('link', { name });
const chart = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const attention = (page: Page): Locator => page.locator('ft-attention-strip .note');

async function jobsThatEnded(backend: Backend): Promise<void> {
  const done = await Promise.all([1, 2, 3].map((number) => backend.submit(`Done ${number}`)));
  await Promise.all(done.map((job) => backend.until(job, 'COMPLETED')));
  const bad = await backend.submit('Bad', { scheduledFor: new Date(Date.now() + 3_600_000).toISOString() });
  await backend.callback(bad, { status: 'FAILED', error: { message: 'The model refused', retryable: false } });
}

test(
  'shows figures of all jobs, keeps them live and leads to the jobs behind them',
  { tag: '@both' },
  async ({ page, backend }) => {
    await jobsThatEnded(backend);
    await page.goto('/');
    await expect(page).toHaveTitle('Dashboard · Fast Track');
    await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
    await expect(card(page, /^Failed 1/)).toBeVisible();
    await expect(
      page.getByText('4 jobs finished in the last 24 hours, compared with the 24 hours before.'),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: /^Completed Done 3/ })).toBeVisible();

    const more = await backend.submit('Came later');
    await expect(page.getByRole('link', { name: /Came later/ })).toBeVisible();
    await backend.until(more, 'COMPLETED');
    await expect(card(page, /^Success rate 80\.0/)).toBeVisible();

    await card(page, /^Failed/).click();
    await expect(page).toHaveURL(/\/jobs\?status=failed$/);
    await expect(page.getByRole('link', { name: 'Bad' })).toBeVisible();
  },
);

test('a job that is scheduled for later is told apart, and does not wait', async ({ page, backend }) => {
  await backend.submit('Later', { scheduledFor: new Date(Date.now() + 3_600_000).toISOString() });
  await page.goto('/');
  await expect(card(page, /^Waiting not due 1\s*job/)).toBeVisible();
  await expect(card(page, /^Oldest waiting – none is due/)).toBeVisible();
});

test('each chart is a table too, and its range stands in the address', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  await page.goto('/?range=15m');
  const finished = chart(page, 'Finished jobs');
  await expect(
    finished.getByRole('img', { name: /per minute in the last 15 minutes: 3 completed, 1 failed/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Show as table: Finished jobs' }).click();
  await expect(finished.getByRole('row')).toHaveCount(16);
  await page.getByRole('button', { name: 'Show as table: Wait and run time' }).click();
  await expect(chart(page, 'Wait and run time').getByRole('columnheader')).toHaveText([
    'Time',
    ...['Wait p50', 'Wait p95', 'Run p50', 'Run p95'],
  ]);
  await expect(page.getByText('few samples', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Last 30 days' }).click();
  await expect(page).toHaveURL(/\/\?range=30d$/);
  await expect(finished.getByRole('row')).toHaveCount(31);
  await page.goBack();
  await expect(finished.getByRole('row')).toHaveCount(16);
  await page.getByRole('button', { name: 'Show as chart: Finished jobs' }).click();
  await expect(finished.getByRole('img')).toBeVisible();

  await page.goto('/?range=century');
  await expect(page.getByRole('link', { name: 'Last 24 hours' })).toHaveAttribute('aria-current', 'true');
});

test('figures stay on screen between pages and while a new range is on its way', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  await page.goto('/');
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Done 3' })).toBeVisible();
  const gate = aGate();
  await page.route('**/api/stats**', async (route) => {
    await gate.opened;
    await route.continue();
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click();
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await page.getByRole('link', { name: 'Last hour' }).click();
  await expect(page).toHaveURL(/range=1h$/);
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  gate.open();
  await expect(page.getByText('4 jobs finished in the last hour')).toBeVisible();
});

test('an unchanged poll is answered 304 and touches nothing on the page', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  await page.goto('/?range=15m');
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  const unchanged = (): Promise<unknown> =>
    page.waitForResponse((answer) => answer.url().endsWith('/api/stats/trend?range=15m') && answer.status() === 304);
  await unchanged();
  await page.evaluate(() => {
    const seen = { changes: [] as string[] };
    const note = (records: MutationRecord[]): void => {
      seen.changes.push(...records.map(({ target }) => target.parentElement?.outerHTML.slice(0, 120) ?? ''));
    };
    const options = { subtree: true, childList: true, attributes: true, characterData: true };
    for (const part of document.querySelectorAll('ft-trend-chart, ft-type-table, ft-stat-tile')) {
      new MutationObserver(note).observe(part, options);
    }
    Object.assign(window, { seen });
  });
  await unchanged();
  await unchanged();
  expect(await page.evaluate(() => (window as unknown as { seen: { changes: string[] } }).seen.changes)).toEqual([]);
});

test.describe('with a type that nobody takes', () => {
  test.use({ env: { EXECUTORS: 'report=pull' } });

  test('says so as long as it is so, and that a type is paused', async ({ page, backend }) => {
    for (const _one of [1, 2]) await backend.submitTyped('report', REPORT);
    await page.goto('/');
    await expect(attention(page)).toHaveText(/No worker takes\s+report\s+jobs\.\s+2 wait, the oldest for \d+ s\./, {
      timeout: 20_000,
    });
    await attention(page).getByRole('link', { name: 'See the 2 jobs' }).click();
    await expect(page).toHaveURL(/\/jobs\?status=pending&type=report$/);

    await page.request.post('/api/process', { data: { types: ['report'] } });
    await page.request.patch('/api/job-types/email', { data: { paused: true } });
    await backend.submitTyped('email', { to: 'ada@example.org' });
    await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click();
    await expect(attention(page)).toHaveText(/email\s+is paused\.\s+1 waits, for \d+ s\./, { timeout: 20_000 });
    await page.request.patch('/api/job-types/email', { data: { paused: false } });
    await expect(attention(page)).toHaveCount(0, { timeout: 20_000 });
  });
});

test('says that callbacks without a valid proof come in, and for how long that is news', async ({
  page,
  backend,
  context,
}) => {
  await jobsThatEnded(backend);
  const status = (): Promise<number> =>
    fetch(`${backend.url}/webhook/callback`, { method: 'POST', headers: { 'x-shared-secret': 'wrong' } }).then(
      (answer) => answer.status,
    );
  await page.goto('/');
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await expect(attention(page)).toHaveCount(0);
  expect(await status()).toBe(401);
  await expect(attention(page)).toHaveText(
    /Callbacks without a valid proof are refused\.\s+The last one came \d+ s ago from 127\.0\.0\.1 at \/webhook\/callback\./,
    { timeout: 20_000 },
  );
  await expect(attention(page)).toContainText('Give the worker the secret of WEBHOOK_SECRET');
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'See them as JSON' }).click();
  await expect((await opened).locator('body')).toContainText('"verdict":"unauthorized"');
  await (await opened).close();

  await attention(page).getByRole('button', { name: 'Dismiss until there is another' }).click();
  await expect(attention(page)).toHaveCount(0);
  expect(await status()).toBe(401);
  await expect(attention(page)).toHaveCount(1, { timeout: 20_000 });

  const unchanged = '/api/callbacks?verdict=unauthorized&limit=1';
  await page.waitForResponse((answer) => answer.url().endsWith(unchanged) && answer.status() === 304, {
    timeout: 60_000,
  });
  await page.route('**/api/callbacks**', async (route) => {
    const answer = await route.fetch({ headers: {} });
    const [entry] = (await answer.json()) as CallbackEntry[];
    const at = new Date(Date.now() - 16 * 60_000).toISOString();
    await route.fulfill({ json: [{ ...entry, at }] });
  });
  await expect(attention(page)).toHaveCount(0, { timeout: 20_000 });
});

test('before the first job it shows how to send one, and sends it', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^No jobs yet\. Send the first one/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Request as code' })).toContainText('curl -X POST http');
  await expect(card(page, /^Success rate – needs a finished job/)).toBeVisible();
  await page.getByRole('button', { name: 'Send a sample prompt' }).click();
  await expect(page.getByRole('link', { name: /Say hello to Fast Track/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^No jobs yet/ })).toHaveCount(0);
});

test('what is wrong is said before the first job, too', async ({ page, backend }) => {
  await fetch(`${backend.url}/webhook/callback`, { method: 'POST', headers: { 'x-shared-secret': 'wrong' } });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^No jobs yet/ })).toBeVisible();
  await expect(attention(page)).toContainText('Callbacks without a valid proof are refused.', { timeout: 20_000 });
});

test('a sample that is refused is told with its request id, and can be sent again', async ({ page }) => {
  const problem = { title: 'Internal Server Error', detail: 'It failed inside.', requestId: 'r-4712' };
  await page.route('**/api/jobs', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500, json: problem }) : route.continue(),
  );
  await page.goto('/');
  const send = page.getByRole('button', { name: 'Send a sample prompt' });
  await send.click();
  await expect(page.getByRole('alert').filter({ hasText: 'The job was not sent.' })).toContainText('r-4712');
  await page.unrouteAll({ behavior: 'wait' });
  await send.click();
  await expect(page.getByRole('link', { name: /Say hello to Fast Track/ })).toBeVisible();
  await expect(page.getByText('The job was not sent.')).toHaveCount(0);
});

test('a refusal is shown with its request id and goes when figures come again', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  const problem = { title: 'Internal Server Error', detail: 'It failed inside.', requestId: 'r-4711' };
  await page.route('**/api/stats/trend**', (route) => route.fulfill({ status: 500, json: problem }));
  await page.goto('/');
  const alert = page.getByRole('alert').filter({ hasText: 'The figures cannot be read.' });
  await expect(alert).toContainText('r-4711');
  await expect(page.getByText('Backend unreachable.')).toHaveCount(0);
  await page.unrouteAll();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('an outage greys the figures and says how old they are, and ends by itself', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  await page.goto('/');
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await backend.stop();
  await expect(page.getByText('Backend unreachable.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d$/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'New job' })).toBeDisabled();
  await expect(card(page, /^Success rate 75\.0/)).toBeVisible();
  await backend.startAgain();
  await expect(page.getByText('Backend unreachable.')).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByRole('main').getByRole('link', { name: 'New job' })).toBeVisible();
});

test('charts take the colours of the theme, also when it changes', async ({ page, backend }) => {
  await jobsThatEnded(backend);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/?range=15m');
  const canvas = chart(page, 'Finished jobs').getByRole('img');
  const hasColour = (red: number, green: number, blue: number): Promise<boolean> =>
    canvas.evaluate(
      (element, wanted) => {
        const { width, height } = element as HTMLCanvasElement;
        const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
        for (let at = 0; at < data.length; at += 4)
          if (wanted.every((channel, index) => data[at + index] === channel) && data[at + 3] === 255) return true;
        return false;
      },
      [red, green, blue],
    );
  await expect.poll(() => hasColour(0xd6, 0x45, 0x3d)).toBe(true);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => hasColour(0xef, 0x70, 0x68)).toBe(true);
  await page.getByRole('button', { name: 'Theme: system. Change to light' }).click();
  await expect.poll(() => hasColour(0xd6, 0x45, 0x3d)).toBe(true);
});
