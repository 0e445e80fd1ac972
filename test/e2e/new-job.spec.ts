import type { Page } from '@playwright/test';
import { PROMPT_MAX_LENGTH } from '@fasttrack/contracts';
import { aGate } from './support/gate';
import { promptBox, rowOf, submitPrompt } from './support/job-list';
import { expect, test } from './support/test';

const PROMPT = 'Write it down';

/** Counts what is sent from now on. */
function countPosts(page: Page): () => number {
  let posts = 0;
  page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
  return () => posts;
}

/** Answers the next submits with a problem. */
async function refuse(page: Page, status: number, problem: object): Promise<void> {
  await page.route('**/api/jobs', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status, contentType: 'application/problem+json', json: { status, ...problem } })
      : route.continue(),
  );
}

/** The prompt's box, with what stands beside it for those who do not see it. */
async function expectFault(page: Page, text: string): Promise<void> {
  const box = promptBox(page);
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expect(box).toHaveAccessibleDescription(new RegExp(text));
  await expect(page.getByText(text, { exact: true })).toBeVisible();
}

test('a blank prompt sends nothing and says why at the field', async ({ page }) => {
  await page.goto('/jobs/new');
  const posts = countPosts(page);
  for (const [blank, words] of [
    ['', 'it is required'],
    ['   \n\t ', 'it must not be blank'],
  ] as const) {
    await submitPrompt(page, blank);
    await expectFault(page, `Fill this in: ${words}.`);
    await expect(promptBox(page)).toBeFocused();
    await promptBox(page).press('Control+Enter');
  }
  await expect(page).toHaveURL(/\/jobs\/new$/);
  expect(posts()).toBe(0);
});

test('a prompt that is too long sends nothing, and one of the greatest length is sent', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  const posts = countPosts(page);
  await submitPrompt(page, 'x'.repeat(PROMPT_MAX_LENGTH + 1));
  await expectFault(page, 'Shorten it by 1: it has at most 5,000 characters.');
  expect(posts()).toBe(0);

  await submitPrompt(page, 'x'.repeat(PROMPT_MAX_LENGTH));
  await expect(rowOf(page, 'xxxx')).toContainText('Completed');
  expect(posts()).toBe(1);
  await expect(fetch(`${backend.url}/jobs`).then((answer) => answer.headers.get('x-total-count'))).resolves.toBe('1');
});

test('what the server says about a field stands at the field, with the text back', async ({ page }) => {
  const errors = [{ pointer: '/prompt', detail: 'prompt must not speak of rivers' }];
  await refuse(page, 400, { title: 'Bad Request', detail: errors[0]!.detail, errors, requestId: 'req-400' });
  await page.goto('/jobs/new');
  await submitPrompt(page, PROMPT);
  await expectFault(page, 'prompt must not speak of rivers');
  await expect(promptBox(page)).toHaveValue(PROMPT);
  await expect(page.getByText('Backend unreachable.')).toBeHidden();

  await page.unrouteAll();
  await submitPrompt(page, `${PROMPT} again`);
  await expect(rowOf(page, `${PROMPT} again`)).toContainText('Completed');
});

test('a row whose job was refused goes, and problem, request id and draft come back', async ({ page }) => {
  const gate = aGate();
  await page.route('**/api/jobs', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await gate.opened;
    return route.fulfill({
      status: 500,
      json: { title: 'Internal', detail: 'The disk is full', requestId: 'req-500' },
    });
  });
  await page.goto('/jobs/new');
  await submitPrompt(page, PROMPT);
  await expect(rowOf(page, PROMPT)).toContainText('Sending…');
  gate.open();

  await expect(rowOf(page, PROMPT)).toHaveCount(0);
  const problem = page.getByRole('alert').filter({ hasText: 'The job was not sent.' });
  await expect(problem).toContainText('The disk is full');
  await expect(problem).toContainText('req-500');
  await expect(page.getByText('Backend unreachable.')).toBeHidden();
  await page.unrouteAll();
  await problem.getByRole('button', { name: 'Edit and send again' }).click();
  await expect(promptBox(page)).toHaveValue(PROMPT);
  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(rowOf(page, PROMPT)).toContainText('Completed');
  await expect(problem).toHaveCount(0);
});

test('the draft stays over a reload and goes when it is sent', async ({ page }) => {
  await page.goto('/jobs/new');
  await promptBox(page).fill(PROMPT);
  await page.getByText('5', { exact: true }).click();
  await page.getByText('Text', { exact: true }).click();
  await page.reload();
  await expect(promptBox(page)).toHaveValue(PROMPT);
  await expect(page.getByRole('radio', { name: '5' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Text' })).toBeChecked();
  await page.getByRole('link', { name: 'Jobs', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.goBack();
  await expect(promptBox(page)).toHaveValue(PROMPT);

  await page.getByRole('button', { name: 'Submit job' }).click();
  await expect(rowOf(page, PROMPT)).toContainText('Completed');
  await page.goto('/jobs/new');
  await expect(promptBox(page)).toHaveValue('');
  await page.reload();
  await expect(promptBox(page)).toHaveValue('');
});

test('a double click on submit sends one job', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  await promptBox(page).fill(PROMPT);
  const posts = countPosts(page);
  await page.getByRole('button', { name: 'Submit job' }).dblclick();
  await expect(rowOf(page, PROMPT)).toContainText('Completed');
  await expect(rowOf(page, PROMPT)).toHaveCount(1);
  expect(posts()).toBe(1);
  expect((await (await fetch(`${backend.url}/jobs`)).json()) as unknown[]).toHaveLength(1);
});

test('the request that is shown is the one that works', async ({ page, backend }) => {
  await page.goto('/jobs/new');
  await promptBox(page).fill(`It's "quoted" & <b>`);
  const code = page.getByRole('region', { name: 'Request as code' });
  await expect(code).toContainText(`curl -X POST ${backend.url}/jobs`);
  const [, body = ''] = /-d '(.*)'$/s.exec(await code.innerText()) ?? [];
  expect(JSON.parse(body.replaceAll(`'\\''`, `'`))).toMatchObject({ prompt: `It's "quoted" & <b>`, priority: 3 });
  await page.getByRole('button', { name: 'TypeScript' }).click();
  await expect(code).toContainText(`await fetch('${backend.url}/jobs'`);
});

test('before a required field is written the request shows an example that works, and says so', async ({
  page,
  backend,
}) => {
  await page.goto('/jobs/new?type=email');
  const code = page.getByRole('region', { name: 'Request as code' });
  await expect(code).toContainText('"to": "ada@example.org"');
  await expect(page.getByText('Examples stand where required fields are still empty.')).toBeVisible();
  const [, body = ''] = /-d '(.*)'$/s.exec(await code.innerText()) ?? [];
  const answer = await page.request.post(`${backend.url}/jobs`, { data: JSON.parse(body) as object });
  expect(answer.status()).toBe(201);

  const to = page.getByRole('textbox', { name: 'To', exact: true });
  await to.fill('nobody');
  await expect(page.getByText('The backend would refuse this as it is: fields need a fix.')).toBeVisible();
  await to.fill('grace@acme.example');
  await expect(code).toContainText('"to": "grace@acme.example"');
  await expect(page.getByText(/would refuse this|Examples stand/)).toHaveCount(0);
});

test('what belongs to the payload and what to any job stand in groups with a heading', async ({ page }) => {
  await page.goto('/jobs/new?type=email');
  const payload = page.getByRole('group', { name: 'E-mail payload' });
  const settings = page.getByRole('group', { name: 'Settings' });
  await expect(payload.getByRole('heading', { level: 2, name: 'E-mail payload' })).toBeVisible();
  await expect(settings.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible();
  await expect(payload.getByRole('textbox', { name: /^Subject/ })).toBeVisible();
  await expect(payload.getByRole('textbox', { name: /^Tags/ })).toHaveCount(0);
  await expect(settings.getByRole('textbox', { name: /^Tags/ })).toBeVisible();
});

for (const width of [390, 768, 1024, 1280])
  test(`at ${width} px no word of the form is cut`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/jobs/new');
    const cut = page.locator('ft-type-cards .words > *, ft-moment-field input, h2').filter({ visible: true });
    await expect(cut.first()).toBeVisible();
    const narrow = (boxes: Element[]): string[] =>
      boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent || box.id);
    expect(await cut.evaluateAll(narrow)).toEqual([]);
    // A field for date and time shows its parts beside the sign that opens the calendar.
    for (const field of await page.locator('ft-moment-field input').all())
      expect((await field.boundingBox())!.width).toBeGreaterThan(205);
  });
