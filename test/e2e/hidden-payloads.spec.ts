import type { Page } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import type { Backend } from './support/backend';
import { NO_WORKER } from './support/backend';
import { expect, test } from './support/test';

// It visits every page that shows jobs, and every part of a job's page.
test.describe.configure({ timeout: 180_000 });

test.use({ env: NO_WORKER });

/** A word that stands in everything that jobs carry, and nowhere else. */
const SECRET = 'mockingbird';
const PROMPT = `Sing of the ${SECRET}`;
const OWN_WORDS = { tags: [SECRET], key: SECRET, metadata: { [SECRET]: SECRET } };
const HOUR_SECONDS = 3600;
/** Jobs of which a callback spoke, with a body. */
const CALLED_BACK = ['isDone', 'hallucinated', 'failed'];

/** Has the oldest job that is due taken by a worker, which then says this of it. */
async function asWorker({ url }: Backend, path: 'fail' | 'heartbeat', said: object): Promise<void> {
  const post = async (to: string, body: object): Promise<Response> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + to, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status, to).toBe(200);
    return answer;
  };
  const { id, attempt } = (await (await post('/process', { leaseSeconds: HOUR_SECONDS })).json()) as JobView;
  await post(`/${path}/${id}`, { attempt, ...said });
}

/** A job of each kind that has something to tell, by what it does. */
async function submitSecrets(backend: Backend): Promise<Readonly<Record<string, JobView>>> {
  const submit = (): Promise<JobView> => backend.submit(PROMPT, OWN_WORDS);
  const waitsForItsNextTry = await submit();
  await asWorker(backend, 'fail', { error: `No ${SECRET} came`, retryAfter: HOUR_SECONDS });
  const runs = await submit();
  await asWorker(backend, 'heartbeat', { progress: { percent: 40, message: `The ${SECRET} sings` } });
  const [waits, isDone, hallucinated, failed] = [await submit(), await submit(), await submit(), await submit()];
  await backend.callback(isDone, { result: { song: SECRET } });
  await backend.callback(hallucinated, { result: `{"song": ${SECRET}` });
  await backend.callback(failed, { status: 'FAILED', error: { message: `The ${SECRET} left`, retryable: false } });
  const email = await backend.submitTyped('email', { to: `${SECRET}@example.org`, subject: SECRET }, OWN_WORDS);
  return { waitsForItsNextTry, runs, waits, isDone, hallucinated, failed, email };
}

/** All that a page says: its title, its text, every attribute, and what stands in fields. */
const saidBy = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    const values = [...fields].map(({ value }) => value);
    return [document.title, document.documentElement.outerHTML, ...values].join('\n').toLowerCase();
  });

/** Opens the list, with a row that cannot be shown above all jobs. */
async function openList(page: Page, count: number): Promise<void> {
  await page.route('**/api/jobs?**', async (route) => {
    const response = await route.fetch({ headers: {} });
    const rows = (await response.json()) as object[];
    await route.fulfill({ response, json: [{ prompt: SECRET }, ...rows] });
  });
  await page.goto('/jobs');
  await expect(page.locator('ft-job-row')).toHaveCount(count);
  await expect(page.getByText('This row cannot be shown.')).toBeVisible();
}

test('with payloads hidden no page says a word of what jobs carry, in text, attributes or title', async ({
  page,
  backend,
}) => {
  const jobs = await submitSecrets(backend);
  const count = Object.keys(jobs).length;
  const item = (name: string) => page.getByRole('menuitem', { name });
  const expectSilence = async (where: string): Promise<void> => {
    const said = await saidBy(page);
    const at = said.indexOf(SECRET);
    expect(at === -1 ? '' : said.slice(Math.max(0, at - 200), at + 50), where).toBe('');
  };

  await openList(page, count);
  expect((await saidBy(page)).split(SECRET).length, 'places while payloads are shown').toBeGreaterThan(2 * count);
  const button = page.getByRole('button', { name: 'Hide payloads' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('link', { name: 'Job of type email' })).toBeVisible();
  await expectSilence('the list at once');
  await page.reload();
  await expect(page.locator('ft-job-row')).toHaveCount(count);
  await expect(page.getByText('This row cannot be shown.')).toBeVisible();
  await expectSilence('the list');

  await test.step('what opens over the list', async () => {
    await page.getByRole('button', { name: 'Actions for Job of type email' }).click();
    await expect(item('Copy id')).toBeVisible();
    await expectSilence('the menu of a row');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    await expect(item('All matching jobs as CSV')).toBeVisible();
    await expectSilence('the menu of files');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select all jobs on this page' }).check();
    await page.getByRole('button', { name: /^Cancel \d/ }).click();
    await expect(page.getByRole('dialog')).toContainText('email …');
    await expectSilence('the question before many jobs are changed');
  });

  await test.step('a view that is saved', async () => {
    await page.goto('/jobs?status=pending');
    await page.getByRole('button', { name: /^Saved views/ }).click();
    await item('Save this view…').click();
    await expect(page.getByRole('dialog').getByLabel('Name')).toBeVisible();
    await expectSilence('the name of a view');
  });

  await test.step('the dashboard and the search', async () => {
    await page.goto('/');
    await expect(page.getByRole('region', { name: 'Recent jobs' }).getByRole('link', { name: / …/ })).toHaveCount(
      count,
    );
    await expectSilence('the dashboard');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sing of');
    await expect(page.getByRole('option', { name: /^prompt …/ }).first()).toBeVisible();
    await expectSilence('the search');
  });

  for (const [what, { id }] of Object.entries(jobs))
    await test.step(`the page of a job: ${what}`, async () => {
      await page.goto(`/jobs/${id}`);
      await page.getByRole('button', { name: 'As a table' }).click();
      await expect(page.getByRole('tab', { name: /^Callbacks\s*\d/ })).toBeVisible();
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        const name = await tab.innerText();
        const bodies = page.getByText(/^Body/);
        if (CALLED_BACK.includes(what) && name.startsWith('Callbacks')) await expect(bodies.first()).toBeVisible();
        for (const body of await bodies.all()) await body.click();
        await expectSilence(`${what}: ${name}`);
      }
    });
});
