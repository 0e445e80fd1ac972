import type { JobView } from '@fasttrack/contracts';
import { expectAccessible } from './support/axe';
import type { Backend } from './support/backend';
import { NEVER_ENDS, NO_WORKER } from './support/backend';
import { rowOf, submitPrompt } from './support/job-list';
import { expect, test } from './support/test';

const LONG = 'A prompt with averyveryveryveryverylongwordthatcannotbebrokenanywhereatall in it. '.repeat(4);

// Each look takes axe about a second, several on a busy machine, and a test has up to thirty.
test.describe.configure({ timeout: 240_000 });

/** One job of each kind that a screen draws in its own way. */
interface Jobs {
  readonly processing: JobView;
  readonly completed: JobView;
  readonly hallucinated: JobView;
  readonly text: JobView;
  readonly failed: JobView;
  readonly cancelled: JobView;
  readonly pending: JobView;
}

async function jobsOfAllKinds(backend: Backend): Promise<Jobs> {
  const completed = await backend.submit('Completed with an object');
  await backend.callback(completed, { result: { items: [1, 2, { net: '12.50' }], ok: true, none: null } });
  const hallucinated = await backend.submit('Hallucinated');
  await backend.callback(hallucinated, { result: 'Sure! Here it is:\n{"a": 1,\n "b": <b>' });
  const text = await backend.submit('Completed with a text', { expects: 'text' });
  await backend.callback(text, { result: 'Rivers run\nto the sea.' });
  const failed = await backend.submit(LONG);
  await backend.callback(failed, { status: 'FAILED', error: { message: 'The model refused', retryable: false } });
  const cancelled = await backend.submit('Cancelled');
  await backend.cancel(cancelled);
  const processing = await backend.submit('Processing');
  await backend.until(processing, 'PROCESSING');
  // Without a worker the next one waits; the lease of the last one runs on.
  await backend.stop();
  await backend.startAgain(NO_WORKER);
  const pending = await backend.submit('Pending');
  return { processing, completed, hallucinated, text, failed, cancelled, pending };
}

test.describe('with jobs of all kinds', () => {
  test.use({ env: { ...NEVER_ENDS, LEASE_SECONDS: '3600' } });

  test('the list is accessible', async ({ page, backend }) => {
    await jobsOfAllKinds(backend);
    await page.goto('/jobs');
    await expect(page.getByRole('row')).toHaveCount(8);
    await expectAccessible(page, 'list with all states');
    await page.getByRole('button', { name: 'Actions for Pending' }).click();
    // It stands over the page and in none of its landmarks, so only itself is looked at.
    await expectAccessible(page, 'menu of a row', '[role=menu]');
  });

  test('the page of a job is accessible while it runs or waits and when it has no result', async ({
    page,
    backend,
  }) => {
    const { pending, processing, cancelled, failed } = await jobsOfAllKinds(backend);
    for (const job of [pending, processing, cancelled, failed]) {
      await page.goto(`/jobs/${job.id}`);
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expectAccessible(page, `job ${job.prompt!.slice(0, 12)}`);
    }
  });

  test('the page of a job is accessible with each kind of result', async ({ page, backend }) => {
    const { completed, hallucinated, text } = await jobsOfAllKinds(backend);
    for (const job of [completed, hallucinated, text]) {
      await page.goto(`/jobs/${job.id}`);
      await expect(page.getByRole('tabpanel', { name: 'Result' })).toBeVisible();
      await expectAccessible(page, `job ${job.prompt!}`);
    }
    await page.goto(`/jobs/${text.id}?tab=history`);
    await expect(page.getByRole('tabpanel', { name: 'History' })).toBeVisible();
    await expectAccessible(page, 'history');
    await page.goto(`/jobs/${hallucinated.id}`);
    await page.getByRole('button', { name: 'Edit and retry' }).click();
    await expectAccessible(page, 'editor');
  });

  test('both screens are accessible while the backend is unreachable', async ({ page, backend }) => {
    const { completed } = await jobsOfAllKinds(backend);
    for (const path of ['/jobs', `/jobs/${completed.id}`]) {
      await page.goto(path);
      await expect(page.getByText('Completed with an object').first()).toBeVisible();
      await page.route('**/api/**', (route) => route.abort());
      await expect(page.getByText('Backend unreachable.')).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page, `${path} unreachable`);
      await page.unrouteAll();
    }
  });
});

test('pages without a job are accessible', async ({ page }) => {
  await page.goto('/jobs');
  await expect(page.getByText('No jobs yet.')).toBeVisible();
  await expectAccessible(page, 'empty list');
  await page.goto('/jobs?status=failed');
  await expect(page.getByText('No jobs match these filters.')).toBeVisible();
  await expectAccessible(page, 'filter without a match');
  await page.goto('/jobs/019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11');
  await expect(page.getByText('No job with this id.')).toBeVisible();
  await expectAccessible(page, 'unknown job');
  await page.evaluate(() => {
    history.pushState(null, '', '/nowhere');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(page.getByText('There is no page at this address')).toBeVisible();
  await expectAccessible(page, 'unknown page');
});

test('the form is accessible, empty, with faults and with a refusal', async ({ page }) => {
  await page.goto('/jobs/new');
  await expectAccessible(page, 'empty form');
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(page.getByText('1 field needs a fix.')).toBeVisible();
  await expectAccessible(page, 'form with a fault');
  await page.route('**/api/jobs', (route) => route.fulfill({ status: 500, json: { title: 'No', requestId: 'r-1' } }));
  await submitPrompt(page, LONG);
  await page.getByRole('button', { name: 'Edit and send again' }).click();
  await expect(page.getByText('The job was not sent.')).toBeVisible();
  await expectAccessible(page, 'form with a refusal');
});

test('a job on its way is accessible', async ({ page }) => {
  await page.goto('/jobs/new');
  await page.route('**/api/jobs', (route) => (route.request().method() === 'POST' ? undefined : route.continue()));
  await submitPrompt(page, LONG);
  await expect(rowOf(page, 'Sending…')).toBeVisible();
  await expectAccessible(page, 'job on its way');
});
