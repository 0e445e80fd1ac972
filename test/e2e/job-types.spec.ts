import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import type { Locator, Page } from '@playwright/test';
import { tabTo } from './support/keys';
import { expect, test } from './support/test';

test.use({ env: { JOB_TYPES_FILE: join(__dirname, 'support/job-types.json') } });

/** The field of this label, required or not. */
const field = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${name}( optional)?$`) });

/** The bodies that are sent from now on. */
function watchPosts(page: Page): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') bodies.push(request.postData() ?? '');
  });
  return bodies;
}

const submit = (page: Page): Promise<void> => page.getByRole('button', { name: 'Submit job' }).click();

test('a type of the operator is drawn from its schema, checked at its fields and sent', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  await page.getByText('Purchase order').click();
  await expect(page).toHaveURL(/\?type=order$/);
  const bodies = watchPosts(page);
  await submit(page);
  await expect(field(page, 'Order number')).toBeFocused();
  await expect(page.getByText('3 fields need a fix.')).toBeVisible();
  expect(bodies).toEqual([]);

  await field(page, 'Order number').fill('9007199254740993');
  await expect(page.getByText('The backend rounds a number of so many digits.')).toBeVisible();
  await field(page, 'E-mail').fill('grace@acme');
  await field(page, 'E-mail').blur();
  await expect(field(page, 'E-mail')).toHaveAccessibleDescription(/Write a whole e-mail address/);
  await field(page, 'E-mail').fill('grace@acme.example');
  await page.getByRole('button', { name: 'Add to Lines' }).click();
  await expect(field(page, 'SKU')).toBeFocused();
  await field(page, 'SKU').fill('ab');
  await submit(page);
  await expect(field(page, 'SKU')).toHaveAccessibleDescription(/It must match/);
  await field(page, 'SKU').fill('AB-7');
  await field(page, 'Count').fill('12');
  await page.getByText('prepaid', { exact: true }).click();
  await field(page, 'Extra').fill('{"ramp": true}');
  await submit(page);

  await expect(page).toHaveURL(/\/jobs$/);
  await expect(page.getByText('Job sent.')).toBeVisible();
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('"number":9007199254740993');
  const [job] = (await (await fetch(`${backend.url}/jobs?type=order`)).json()) as JobView[];
  const { payload } = (await (await fetch(`${backend.url}/jobs/${job!.id}`)).json()) as JobView;
  expect(payload).toMatchObject({
    customer: { email: 'grace@acme.example' },
    lines: [{ sku: 'AB-7', count: 12 }],
    terms: 'prepaid',
    extra: { ramp: true },
  });
});

test('form and JSON show one payload, and what no form can draw is written as JSON', async ({ page }) => {
  await page.goto('/jobs/new?type=order');
  await field(page, 'Order number').fill('7');
  await page.getByRole('button', { name: 'JSON' }).first().click();
  const json = field(page, 'Payload as JSON');
  await expect(json).toHaveValue(/"number": 7/);
  await json.fill('{"number": 8, "terms": "net 60",}');
  await expect(json).toHaveAccessibleDescription(/line 1, column 33, expected a property name/);
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await expect(page.getByText('The form comes back when the JSON is mended.')).toBeVisible();
  await json.fill('{"number": 8, "terms": "net 60", "odd": 1}');
  await expect(field(page, 'Order number')).toHaveValue('8');
  await expect(page.getByRole('radio', { name: 'net 60' })).toBeChecked();
  await submit(page);
  await expect(page.getByText('This is not a known member: take it away.')).toBeVisible();

  await page.getByText('Anything', { exact: true }).click();
  await expect(page.getByText('No form can be drawn for this type')).toBeVisible();
  const bodies = watchPosts(page);
  await json.fill('{"id": 12345678901234567890, "half": 1.50}');
  await submit(page);
  await expect(page.getByText('Job sent.')).toBeVisible();
  expect(bodies[0]).toContain('{"id":12345678901234567890,"half":1.50}');
});

const DAY_MS = 86_400_000;

/** A job may be planned for a year at most: a day written down here would be over one day. */
const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** What a field for date and time holds, as an instant by the clock of the browser. */
const instantOf = (page: Page, local: string): Promise<string> =>
  page.evaluate((text) => new Date(text).toISOString(), local);

test(
  'every setting reaches the backend, and a duplicate brings them back',
  { tag: '@both' },
  async ({ page, backend }) => {
    await page.goto('/jobs/new?type=email');
    await field(page, 'To').fill('ada@example.org');
    await page.getByText('5', { exact: true }).click();
    await page.getByRole('button', { name: 'One attempt more' }).click();
    const tags = field(page, 'Tags');
    await tags.fill('acme, docs');
    await tags.press('Enter');
    const [runAt, expiresAt] = [`${dayAhead(1)}T10:00`, `${dayAhead(2)}T12:30`];
    await page.getByLabel('Run at').fill(runAt);
    await page.getByLabel('Expires at').fill(expiresAt);
    await field(page, 'Key').fill('acme');
    await field(page, 'Idempotency key').fill('not allowed');
    await submit(page);
    await expect(field(page, 'Idempotency key')).toBeFocused();
    await field(page, 'Idempotency key').fill('invoice-7741');
    await page.getByRole('button', { name: 'Add to Metadata' }).click();
    await page.getByRole('textbox', { name: 'Name 1' }).fill('invoice');
    await page.getByRole('textbox', { name: 'Text 1' }).fill('7741');
    const code = page.getByRole('region', { name: 'Request as code' });
    await expect(code).toContainText(`-H 'Idempotency-Key: invoice-7741'`);
    await expect(code).toContainText(`"expiresAt": "${await instantOf(page, expiresAt)}"`);
    await page.getByRole('button', { name: 'TypeScript' }).click();
    await expect(code).toContainText(`"expiresAt": "${await instantOf(page, expiresAt)}"`);
    await submit(page);

    await page.getByRole('status').getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByText('Scheduled for')).toBeVisible();
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    const job = (await (await fetch(`${backend.url}/jobs/${id}`)).json()) as JobView;
    expect(job).toMatchObject({
      priority: 5,
      maxAttempts: 4,
      tags: ['acme', 'docs'],
      key: 'acme',
      metadata: { invoice: '7741' },
      scheduledFor: await instantOf(page, runAt),
      expiresAt: await instantOf(page, expiresAt),
    });
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(field(page, 'To')).toHaveValue('ada@example.org');
    await expect(page).toHaveURL(/\/jobs\/new\?type=email$/);
    await expect(page.getByRole('radio', { name: '5', exact: true })).toBeChecked();
    await expect(page.getByRole('button', { name: 'Remove the tag docs' })).toBeVisible();
    await expect(field(page, 'Idempotency key')).toHaveValue('');
    await expect(page.getByLabel('Run at')).toHaveValue(runAt);
    await expect(page.getByLabel('Expires at')).toHaveValue(expiresAt);
  },
);

test('a time to expire is checked as the backend checks it, and says what it means', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  const bodies = watchPosts(page);
  await field(page, 'Prompt').fill('Not for long');
  const expires = page.getByLabel('Expires at');
  await expect(expires).toHaveAccessibleDescription('Waits as long as it takes');
  for (const [moment, fault] of [
    [`${dayAhead(-2)}T10:00`, 'This time has passed: choose one that lies ahead.'],
    [`${dayAhead(368)}T10:00`, 'At most 365 days ahead.'],
  ] as const) {
    await expires.fill(moment);
    await submit(page);
    await expect(expires).toBeFocused();
    await expect(expires).toHaveAccessibleDescription(fault);
    await expect(expires).toHaveAttribute('aria-invalid', 'true');
    const json = { prompt: 'Not for long', expiresAt: await instantOf(page, moment) };
    expect((await page.request.post(`${backend.url}/jobs`, { data: json })).status()).toBe(400);
  }
  expect(bodies).toEqual([]);

  await expires.fill(`${dayAhead(2)}T10:00`);
  await page.getByLabel('Run at').fill(`${dayAhead(3)}T10:00`);
  await expect(expires).toHaveAccessibleDescription('It fails before it may run');
  await page.getByLabel('Run at').fill('');
  await expect(expires).toHaveAccessibleDescription(/^In .*: fails if it still waits$/);
  await page.reload();
  await expect(expires).toHaveValue(`${dayAhead(2)}T10:00`);
  await page.getByRole('button', { name: 'Never' }).click();
  await expect(expires).toHaveValue('');
  await submit(page);
  await expect(page.getByText('Job sent.')).toBeVisible();
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).not.toContain('expiresAt');
});

const LONG = '9007199254740993';

test(
  'a long number of a job is shown, edited, duplicated and sent digit by digit',
  { tag: '@both' },
  async ({ page, backend }) => {
    const scheduledFor = new Date(Date.now() + DAY_MS).toISOString();
    const [job, cancelled] = await Promise.all([
      backend.submitTyped('anything', { name: 'Count them' }, { scheduledFor }),
      backend.submitTyped('anything', { name: 'Count them' }, { scheduledFor }),
    ]);
    await backend.callback(job, { result: `{"id": ${LONG}, "half": 1.50}` });
    await backend.cancel(cancelled);
    // Whatever the backend keeps of them, the app changes no digit.
    for (const { id } of [job, cancelled])
      await page.route(`**/api/jobs/${id}`, async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace('"Count them"}', `"Count them","id":${LONG},"half":1.50}`);
        await route.fulfill({ response: answer, body });
      });
    const bodies = watchPosts(page);
    for (const [tab, name] of [
      ['input', 'Payload'],
      ['result', 'Result'],
      ['raw', 'Job'],
    ] as const) {
      await page.goto(`/jobs/${job.id}?tab=${tab}`);
      await expect(page.getByRole('tree', { name })).toContainText(LONG);
      await expect(page.getByRole('tree', { name })).toContainText('1.50');
    }

    await page.goto(`/jobs/${cancelled.id}`);
    await page.getByRole('button', { name: 'Edit and retry' }).click();
    await expect(page.getByText(`The backend rounds ${LONG}: in double quotes it keeps every digit.`)).toBeVisible();
    const json = field(page, 'Payload as JSON');
    await json.fill((await json.inputValue()).replace('Count them', 'Count them again'));
    await page.getByRole('button', { name: 'Retry as a new job' }).click();
    await expect(page.getByText('Edited retry of')).toBeVisible();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]!.replaceAll(/\s/g, '')).toContain(`"id":${LONG},"half":1.50`);

    await page.goto(`/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByRole('region', { name: 'Request as code' })).toContainText(`"id": ${LONG}`);
    await submit(page);
    await expect(page.getByText('Job sent.')).toBeVisible();
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toContain(`"id":${LONG},"half":1.50`);
  },
);

test('what the backend refuses stands at its fields, with the focus at the first', async ({ page }) => {
  await page.route('**/api/jobs', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 400,
          json: {
            title: 'Bad Request',
            detail: 'Look at errors.',
            requestId: 'req-7',
            errors: [
              { pointer: '/payload/subject', detail: 'subject is taken' },
              { pointer: '/tags', detail: 'tags are full' },
              { pointer: '/expiresAt', detail: 'expiresAt must lie ahead' },
            ],
          },
        })
      : route.continue(),
  );
  await page.goto('/jobs/new?type=email');
  await field(page, 'To').fill('ada@example.org');
  await field(page, 'Subject').fill('Hello');
  await submit(page);
  await expect(field(page, 'Subject')).toBeFocused();
  await expect(field(page, 'Subject')).toHaveAccessibleDescription(/subject is taken/);
  await expect(field(page, 'Tags')).toHaveAccessibleDescription(/tags are full/);
  await expect(page.getByLabel('Expires at')).toHaveAccessibleDescription(/expiresAt must lie ahead/);
  await expect(page.getByText('3 fields need a fix.')).toBeVisible();
  await field(page, 'Subject').fill('Hello again');
  await expect(page.getByText('subject is taken')).toHaveCount(1);
  await expect(field(page, 'Subject')).not.toHaveAccessibleDescription(/subject is taken/);
});

test('a type, a field of a list and the JSON are reached and used with keys only', async ({ page }) => {
  await page.goto('/jobs/new');
  await tabTo(page, page.getByRole('radio', { name: 'Prompt' }));
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Purchase order' })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Add to Codes' }));
  await page.keyboard.press('Enter');
  await expect(field(page, 'Codes 1')).toBeFocused();
  await page.keyboard.type('AB');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Codes 1')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add to Codes' })).toBeFocused();
});
