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

/** A job may be planned for a year at most: a day written down here would be over one day. */
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

test('every setting reaches the backend, and a duplicate brings them back', async ({ page, backend }) => {
  await page.goto('/jobs/new?type=email');
  await field(page, 'To').fill('ada@example.org');
  await page.getByText('5', { exact: true }).click();
  await page.getByRole('button', { name: 'One attempt more' }).click();
  const tags = field(page, 'Tags');
  await tags.fill('acme, docs');
  await tags.press('Enter');
  const runAt = `${tomorrow()}T10:00`;
  await page.getByLabel('Run at').fill(runAt);
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
    scheduledFor: await page.evaluate((local) => new Date(local).toISOString(), runAt),
  });
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(field(page, 'To')).toHaveValue('ada@example.org');
  await expect(page).toHaveURL(/\/jobs\/new\?type=email$/);
  await expect(page.getByRole('radio', { name: '5', exact: true })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Remove the tag docs' })).toBeVisible();
  await expect(field(page, 'Idempotency key')).toHaveValue('');
});

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
  await expect(page.getByText('2 fields need a fix.')).toBeVisible();
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
