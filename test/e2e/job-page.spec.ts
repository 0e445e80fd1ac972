import type { Page } from '@playwright/test';
import type { CallbackEntry, JobView } from '@fasttrack/contracts';
import { NEVER_ENDS } from './support/backend';
import { SKEWS, skewClock } from './support/skewed-clock';
import { expect, test } from './support/test';

test.use({ env: NEVER_ENDS });

/** Sends a callback as it is, proven or not, and gives the status of its answer. */
async function callBack(url: string, body: object, secret = 'e2e-callback-secret'): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-shared-secret': secret };
  return (await fetch(`${url}/webhook/callback`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

test(
  'the tab of callbacks shows what became of each one, and the timeline marks them',
  { tag: '@both' },
  async ({ page, backend }) => {
    const job = await backend.submit('Called back');
    await backend.until(job, 'PROCESSING');
    const { url } = backend;
    expect(await callBack(url, { jobId: job.id, attempt: 7, result: '1' })).toBe(409);
    expect(await callBack(url, { jobId: job.id })).toBe(400);
    await callBack(url, { jobId: job.id, attempt: 1, status: 'FAILED', error: { message: 'Again', retryable: true } });
    await backend.until(job, 'PROCESSING');
    expect(await callBack(url, { jobId: job.id, result: '<b>"first"' })).toBe(200);
    expect(await callBack(url, { jobId: job.id, result: '<b>"first"' })).toBe(200);
    expect(await callBack(url, { jobId: job.id, status: 'FAILED', error: { message: 'No' } })).toBe(200);
    expect(await callBack(url, { jobId: '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11', result: '3' })).toBe(404);
    expect(await callBack(url, { jobId: job.id, result: '4' }, 'wrong')).toBe(401);

    await page.goto(`/jobs/${job.id}?tab=callbacks`);
    const panel = page.getByRole('tabpanel', { name: /Callbacks/ });
    for (const words of ['Accepted', 'Duplicate', 'Late', 'Stale attempt', 'Malformed']) {
      await expect(panel.getByText(words, { exact: true }).first()).toBeVisible();
    }
    await expect(panel.getByText('Unauthorized')).toHaveCount(0);
    await expect(panel.getByText('Unknown job')).toHaveCount(0);
    await panel.locator('summary').nth(1).click();
    await expect(panel.getByText('<b>').first()).toBeVisible();
    await expect(panel.locator('b', { hasText: 'first' })).toHaveCount(0);
    await expect(page.getByRole('row', { name: /Callbacks/ })).toContainText('late');

    // What belongs to no job is in the log of the API.
    const all = (await (await fetch(`${url}/callbacks`)).json()) as CallbackEntry[];
    const verdicts = new Set(all.map(({ verdict }) => verdict));
    expect([...verdicts].sort()).toEqual(
      ['accepted', 'duplicate', 'late', 'malformed', 'stale attempt', 'unauthorized', 'unknown job'].sort(),
    );
  },
);

test('the page of an id that no job has shows what workers sent for it', async ({ page, backend }) => {
  const jobId = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
  await page.goto(`/jobs/${jobId}`);
  await expect(page.getByText('No job with this id.')).toBeVisible();
  const called = page.getByRole('region', { name: 'Workers called back for this id' });
  await expect(called).toHaveCount(0);
  expect(await callBack(backend.url, { jobId, result: '<b>"lost"' })).toBe(404);
  await expect(called.getByRole('listitem')).toHaveCount(1);
  await expect(called.getByText('Unknown job', { exact: true })).toBeVisible();
  await expect(called.getByText('answered 404')).toBeVisible();
  await called.locator('summary').click();
  await expect(called.getByText('<b>')).toBeVisible();

  await page.route('**/api/callbacks**', (route) => route.fulfill({ status: 500, json: { title: 'No' } }));
  await page.reload();
  await expect(page.getByText('No job with this id.')).toBeVisible();
  await expect(called).toHaveCount(0);
  await expect(page.getByText('The callbacks could not be read.')).toHaveCount(0);
});

test(
  'a retry that somebody else was faster with keeps the page and says why',
  { tag: '@both' },
  async ({ page, backend }) => {
    const job = await backend.submit('Race me');
    await backend.cancel(job);
    await page.goto(`/jobs/${job.id}`);
    await page.route(`**/api/jobs/${job.id}/retry`, async (route) => {
      await fetch(`${backend.url}/jobs/${job.id}/retry`, { method: 'POST' });
      await route.continue();
    });
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    const refusal = page.getByRole('alert').filter({ hasText: 'The job was not retried.' });
    await expect(refusal).toContainText('Request id');
    await expect(page.getByRole('heading', { name: 'Race me' })).toBeVisible();
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'The job is processing' })).toBeAttached();
  },
);

test(
  'the jobs before and after are those of the list, by key and by link, and the way back is its filter',
  { tag: '@both' },
  async ({ page, backend }) => {
    for (const prompt of ['One', 'Two', 'Three']) await backend.cancel(await backend.submit(prompt));
    await backend.submit('Not cancelled');
    await page.goto('/jobs?status=cancelled');
    await page.getByRole('link', { name: 'Two' }).click();
    await expect(page.getByRole('heading', { name: 'Two' })).toBeVisible();
    await expect(page.getByText('2 of 3')).toBeVisible();
    await page.keyboard.press(']');
    await expect(page.getByRole('heading', { name: 'One' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Next job of the list' })).toHaveCount(0);
    await page.keyboard.press('[');
    await page.reload();
    await page.getByRole('link', { name: 'Previous job of the list' }).click();
    await expect(page.getByRole('heading', { name: 'Three' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'Jobs' }).click();
    await expect(page).toHaveURL(/\/jobs\?status=cancelled$/);
  },
);

const LONG = '9007199254740993';

/** Serves the app under a name that is no loopback address: what comes from there by plain HTTP is no secure context. */
async function serveAs(page: Page, origin: string, url: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const headers = { ...request.headers(), host: new URL(origin).host };
    await route.fulfill({ response: await route.fetch({ url: request.url().replace(origin, url), headers }) });
  });
}

test('ids, paths, values and commands are copied on plain HTTP, where a browser has no clipboard for pages', async ({
  page,
  backend,
}) => {
  const origin = 'http://fasttrack.example';
  await serveAs(page, origin, backend.url);
  const job = await backend.submit('Count them');
  await backend.callback(job, { result: `{"counts": {"id": ${LONG}}}` });
  await page.goto(`${origin}/jobs/${job.id}?tab=result`);
  const tree = page.getByRole('tree', { name: 'Result' });
  await expect(tree).toContainText(LONG);
  expect(await page.evaluate(() => window.isSecureContext || 'clipboard' in navigator)).toBe(false);

  await page.getByRole('button', { name: 'Copy id' }).first().click();
  await expectCopied(page, job.id);
  await tree.getByText(LONG).click();
  await page.getByRole('button', { name: 'Copy value' }).click();
  await expectCopied(page, LONG);
  await tree.getByText(LONG).click();
  await page.getByRole('button', { name: 'Copy path' }).click();
  await expectCopied(page, /counts.*id/);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await expectCopied(page, /^curl -X POST http:\/\/fasttrack\.example\/jobs/);
});

/** Pastes what is on the clipboard into the search of the top bar, as a person would look. */
async function expectCopied(page: Page, text: string | RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Find a job, page or action' });
  await box.fill('');
  await box.press('ControlOrMeta+V');
  await expect(box).toHaveValue(text);
  await box.fill('');
  await box.press('Escape');
}

for (const [where, skewMs] of Object.entries(SKEWS)) {
  test(`waits and lengths of a job are right while the clock of the browser is an hour ${where}`, async ({
    page,
    backend,
  }) => {
    const job = await backend.submit('Mind the clock');
    await backend.until(job, 'PROCESSING');
    await skewClock(page, skewMs);
    await page.goto(`/jobs/${job.id}`);
    const attempt = page
      .getByRole('row', { name: /^Attempt 1/ })
      .getByRole('cell')
      .nth(2);
    const main = page.getByRole('main');
    await expect(main).toContainText(/running \d+\.\d s|running \d:\d\d(?!:)/);
    await expect(attempt).toHaveText(/^(\d+\.\d s|\d:\d\d)$/);
    await expect(main).not.toContainText(/[-−]\d+(\.\d)? s|[-−]\d+:\d\d|in the future/);
    await backend.callback(job, { result: '"done"' });
    await expect(main).toContainText(/took \d+\.\d s|took \d:\d\d(?!:)/);
    await expect(main).not.toContainText(/[-−]\d+(\.\d)? s|[-−]\d+:\d\d/);
  });
}

test('a cancel is undone from the page of the job, in the words of the list', async ({ page, backend }) => {
  const job = await backend.submit('Second thoughts');
  await backend.until(job, 'PROCESSING');
  await page.goto(`/jobs/${job.id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('1 job is cancelled.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'The job is cancelled' })).toBeAttached();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 job is waiting again.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'The job is processing' })).toBeAttached();
  expect(await backend.until(job, 'PROCESSING')).toMatchObject({ attempt: 2, attempts: 1 });
});

test('the tab that an address asks for shows on a narrow screen', async ({ page, backend }) => {
  const job = await backend.submit('Narrow');
  await page.setViewportSize({ width: 320, height: 1200 });
  await page.goto(`/jobs/${job.id}?tab=raw`);
  await expect(page.getByRole('tab', { name: 'Raw' })).toBeInViewport({ ratio: 0.9 });
  await page.getByRole('tab', { name: 'Raw' }).press('Home');
  await expect(page.getByRole('tab', { name: 'Input' })).toBeInViewport({ ratio: 0.9 });
});

test('what went well is duplicated and not retried, what is malformed can be asked for anew', async ({
  page,
  backend,
}) => {
  const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
  const [well, malformed] = await Promise.all([
    backend.submit('Went well', { scheduledFor }),
    backend.submit('Went wrong', { scheduledFor }),
  ]);
  await backend.callback(well, { result: '{"fine": true}' });
  await backend.callback(malformed, { result: '{"fine": ' });
  const edit = page.getByRole('button', { name: 'Edit and retry' });
  await page.goto(`/jobs/${well.id}`);
  await expect(page.getByRole('button', { name: 'Duplicate' })).toBeVisible();
  await expect(edit).toHaveCount(0);
  await page.goto(`/jobs/${malformed.id}`);
  await edit.click();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Went wrong, once more');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await expect(page.getByText('Edited retry of')).toBeVisible();
});

test('what a submitter has written is hidden with the payloads, and wraps when it is shown', async ({
  page,
  backend,
}) => {
  const path = `archive/${'folder/'.repeat(30)}file`;
  const job = await backend.submit('Mine', { tags: ['acme-tag'], key: 'acme-key', metadata: { path, owner: 'grace' } });
  const facts = page.getByRole('complementary', { name: 'Facts about the job' });
  await page.goto(`/jobs/${job.id}`);
  const value = facts.getByText(path);
  await expect(value).toBeVisible();
  expect(await value.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
  await page.getByRole('button', { name: 'Hide payloads' }).click();
  await expect(facts.getByText(/acme-tag|acme-key|folder|owner|grace/)).toHaveCount(0);
  await expect(facts.getByText('2 texts')).toBeVisible();
  await page.goto('/jobs');
  await expect(page.getByRole('link', { name: 'Job of type prompt' })).toBeVisible();
  await expect(page.getByText('acme-tag')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hide payloads' }).click();
  await expect(page.getByText('acme-tag')).toBeVisible();
});

test('the payload of any type is edited in its form and runs as a new job', async ({ page, backend }) => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ type: 'report', payload: { report_type: 'sales', format: 'csv' } });
  const made = (await (await fetch(`${backend.url}/jobs`, { method: 'POST', headers, body })).json()) as JobView;
  await backend.cancel(made);
  await page.goto(`/jobs/${made.id}`);
  await page.getByRole('button', { name: 'Edit and retry' }).click();
  const kind = page.getByRole('textbox', { name: 'Kind' });
  await expect(kind).toHaveValue('sales');
  await expect(kind).toBeFocused();
  await kind.fill('');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await expect(kind).toHaveAccessibleDescription(/it is required/);
  await kind.fill('stock');
  await page.getByRole('button', { name: 'Retry as a new job' }).click();
  await expect(page.getByText('Edited retry of')).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(made.id));
  await expect(page.getByRole('tree', { name: 'Payload' })).toContainText('"stock"');
  const old = (await (await fetch(`${backend.url}/jobs/${made.id}`)).json()) as JobView;
  expect(page.url()).toContain(old.retriedAs);
});

test('progress of a worker shows while it comes in', { tag: '@both' }, async ({ page, backend }) => {
  const headers = { 'content-type': 'application/json' };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(backend.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const payload = { report_type: 'sales', format: 'csv' };
  const job = (await (await post('/jobs', { type: 'report', payload })).json()) as JobView;
  await backend.until(job, 'PROCESSING');
  await page.goto(`/jobs/${job.id}`);
  await post(`/heartbeat/${job.id}`, { progress: { percent: 62, message: 'Section 3 of 4' } });
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '62');
  await expect(page.getByText('Section 3 of 4')).toBeVisible();
  await post(`/heartbeat/${job.id}`, { progress: { percent: 80, message: 'Section 4 of 4' } });
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '80');
});

test('a part that cannot be read costs the page nothing else', async ({ page, backend }) => {
  const job = await backend.submit('Still here');
  await page.route('**/api/callbacks**', (route) =>
    route.fulfill({ status: 500, json: { title: 'No', requestId: 'r' } }),
  );
  await page.route(`**/api/jobs/${job.id}`, async (route) => {
    const answer = await route.fetch();
    const whole = (await answer.json()) as object;
    const odd = { history: [null, 7, { at: 'never' }], usage: 'odd', progress: [], waitingFor: { reason: 'moon' } };
    await route.fulfill({ response: answer, json: { ...whole, ...odd } });
  });
  await page.goto(`/jobs/${job.id}?tab=callbacks`);
  await expect(page.getByText('The callbacks could not be read.')).toBeVisible();
  await page.getByRole('tab', { name: 'Input' }).click();
  await expect(page.getByRole('tree', { name: 'Payload' })).toContainText('"Still here"');
  await expect(page.getByText('Backend unreachable.')).toBeHidden();
});
