import { NO_WORKER } from './support/backend';
import { aGate } from './support/gate';
import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

test(
  'qualifiers become chips, counts and an address that opens the same list',
  { tag: '@both' },
  async ({ page, backend }) => {
    const lost = await backend.submit('Land on the moon', { tags: ['acme'] });
    await backend.callback(lost, { status: 'FAILED', error: { message: 'Upstream timeout', retryable: false } });
    const other = await backend.submit('Land on the sun', { tags: ['other'] });
    await backend.callback(other, { status: 'FAILED', error: { message: 'Upstream timeout', retryable: false } });
    await backend.submit('Wait for the timeout', { tags: ['acme'] });
    await page.goto('/jobs');
    const search = page.getByRole('textbox', { name: 'Search jobs' });
    await search.fill('error:"timeout" tag:acme');
    await search.press('Enter');
    await expect(page).toHaveURL(/\?status=failed&tag=acme&search=timeout$/);
    for (const load of ['at first', 'reloaded']) {
      await expect(rowOf(page, 'Land on the moon'), load).toBeVisible();
      await expect(page.locator('ft-job-row'), load).toHaveCount(1);
      await expect(search).toHaveValue('timeout');
      await expect(page.getByText('Failed jobs tagged acme with "timeout". Newest first.')).toBeVisible();
      await expect(page.getByRole('link', { name: /^Failed\s*1$/ })).toHaveAttribute('aria-current', 'true');
      await expect(page.getByRole('link', { name: /^Pending\s*1$/ })).toBeVisible();
      await expect(page.getByRole('link', { name: /^All\s*2$/ })).toBeVisible();
      await page.reload();
    }
    await page.getByRole('button', { name: 'Remove filter tag:acme' }).click();
    await expect(page.locator('ft-job-row')).toHaveCount(2);
    await expect(search).toBeFocused();
    await page.goBack();
    await expect(page.locator('ft-job-row')).toHaveCount(1);
    await page.goForward();
    await expect(page.locator('ft-job-row')).toHaveCount(2);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    await expect(page.locator('ft-job-row')).toHaveCount(3);
  },
);

test('times of a filter can be typed digit by digit', async ({ page, backend }) => {
  await backend.submit('Moon landing');
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Filters' }).click();
  const from = page.getByLabel('Created from');
  await from.focus();
  // The same in the order of every country, and not all clocks ask for a half of the day.
  await from.pressSequentially('010120260915A');
  await expect(from).toHaveValue('2026-01-01T09:15');
  await expect(page).toHaveURL(/\/jobs$/);
  await from.press('Enter');
  await expect(page).toHaveURL(/createdAfter=2026-01-01/);
  await expect(rowOf(page, 'Moon landing')).toBeVisible();
});

test(
  'words are found while they are typed, and Back leads past the typing',
  { tag: '@both' },
  async ({ page, backend }) => {
    await backend.submit('Moon landing');
    await backend.submit('Sun flower');
    await page.goto('/jobs');
    const search = page.getByRole('textbox', { name: 'Search jobs' });
    await search.pressSequentially('moon');
    await expect(page).toHaveURL(/\?search=moon$/);
    await expect(rowOf(page, 'Sun flower')).toHaveCount(0);
    await search.press('Enter');
    await search.fill('sun');
    await expect(rowOf(page, 'Sun flower')).toBeVisible();
    await search.press('Enter');
    await page.goBack();
    await expect(search).toHaveValue('moon');
    await expect(rowOf(page, 'Moon landing')).toBeVisible();
    await page.goBack();
    await expect(page.locator('ft-job-row')).toHaveCount(2);
    await search.fill('walrus');
    await expect(page.getByText('No jobs match these filters.')).toBeVisible();
    await page.getByRole('link', { name: 'Clear all' }).click();
    await expect(page.locator('ft-job-row')).toHaveCount(2);
  },
);

test('a qualifier typed letter by letter is never searched for, and becomes a chip at its blank', async ({
  page,
  backend,
}) => {
  const lost = await backend.submit('Land on the moon');
  await backend.callback(lost, { status: 'FAILED', error: { message: 'Upstream timeout', retryable: false } });
  await backend.submit('Land on the sun');
  await page.goto('/jobs');
  await expect(page.locator('ft-job-row')).toHaveCount(2);
  const addresses: string[] = [];
  page.on('framenavigated', (frame) => addresses.push(new URL(frame.url()).search));
  const search = page.getByRole('textbox', { name: 'Search jobs' });
  await search.pressSequentially('land status:failed ', { delay: 400 });
  await expect(page.getByRole('button', { name: 'Remove filter status:failed' })).toBeVisible();
  await expect(page).toHaveURL(/\?status=failed&search=land$/);
  await expect(search).toHaveValue('land ');
  await expect(search).toBeFocused();
  await expect(page.locator('ft-job-row')).toHaveCount(1);
  expect(addresses).toContain('?search=land');
  expect(addresses.filter((address) => /search=.*s/.test(address))).toEqual([]);

  await search.press('Home');
  await search.pressSequentially('tag:');
  await expect(search).toHaveValue('tag:land ');
  for (const _letter of 'tag:') await search.press('Backspace');
  await search.press('End');
  await search.pressSequentially('moon');
  await expect(page).toHaveURL(/\?status=failed&search=land(%20|\+)moon$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/jobs$/);
  await search.fill('order');
  await search.press('Enter');
  await expect(page).toHaveURL(/\?search=order$/);
  await expect(page.getByText('No jobs match these filters.')).toBeVisible();
});

test('what cannot be searched for is said at the search, and nothing is sent', async ({
  page,
  backend,
  complaints,
}) => {
  await backend.submit('Still here');
  await page.goto('/jobs');
  const search = page.getByRole('textbox', { name: 'Search jobs' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await search.fill('stauts:failed');
  await search.press('Enter');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Unknown field "stauts". Did you mean "status"?' }),
  ).toBeVisible();
  await expect(search).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(rowOf(page, 'Still here')).toBeVisible();
  expect(asked.filter((url) => url.includes('stauts'))).toEqual([]);
  await search.fill('type:promt');
  await search.press('Enter');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Unknown type "promt". Did you mean "prompt"?' }),
  ).toBeVisible();

  await page.goto('/jobs?type=fax');
  await expect(page.getByRole('alert').filter({ hasText: 'type must be one of prompt' })).toBeVisible();
  await expect(page.getByText('These filters cannot be used.')).toBeVisible();
  expect(complaints.answers.every((line) => line.includes('type=fax'))).toBe(true);
  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(rowOf(page, 'Still here')).toBeVisible();
});

test('a search that is still being typed pulls nobody back from a page that is slow to come', async ({
  page,
  backend,
}) => {
  await backend.submit('Moon landing');
  const gate = aGate();
  let isListUp = false;
  page.on('request', (request) => (isListUp ||= request.url().includes('/api/jobs')));
  // The code of the other pages comes when the list is up.
  await page.route('**/*.js', async (route) => {
    if (isListUp) await gate.opened;
    await route.continue();
  });
  await page.goto('/jobs');
  await expect(rowOf(page, 'Moon landing')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search jobs' }).pressSequentially('moo');
  await page.getByRole('main').getByRole('link', { name: 'New job' }).dispatchEvent('click');
  // Two polls are several times as long as the typing is waited for.
  for (let polls = 0; polls < 2; polls += 1) await page.waitForResponse('**/api/stats');
  await expect(page).toHaveURL(/\/jobs$/);
  gate.open();
  await expect(page.getByRole('heading', { level: 1, name: 'New job' })).toBeVisible();
  await expect(page).toHaveURL(/\/jobs\/new$/);
});

test('filters, order, columns and height of rows are kept, and the address is stronger', async ({ page, backend }) => {
  for (const priority of [1, 5, 3]) await backend.submit(`Priority ${priority}`, { priority });
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Priority' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compact' }).click();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('pending');
  await page.getByRole('columnheader', { name: 'Priority' }).getByRole('button').click();
  await expect(page).toHaveURL(/\?status=pending&sort=priority$/);
  await expect(page.locator('ft-job-row .title')).toHaveText(['Priority 5', 'Priority 3', 'Priority 1']);
  await page.getByRole('columnheader', { name: 'Priority' }).getByRole('button').click();
  await expect(page.locator('ft-job-row .title')).toHaveText(['Priority 1', 'Priority 3', 'Priority 5']);
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toHaveAttribute('aria-sort', 'ascending');

  await page.goto('/jobs');
  await expect(page).toHaveURL(/\?status=pending&sort=priority&order=asc$/);
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compact' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/jobs?status=failed');
  await expect(page).toHaveURL(/\?status=failed$/);
  await expect(page.getByText('No jobs match these filters.')).toBeVisible();
});

test('only what is likely wanted again is kept: no typed words, and nothing that was refused', async ({
  page,
  backend,
}) => {
  await backend.submit('Secret plan', { tags: ['acme'], key: 'customer-7' });
  await page.goto('/jobs?status=pending&type=prompt&tag=acme&key=customer-7&search=secret');
  await expect(rowOf(page, 'Secret plan')).toBeVisible();
  await page.goto('/jobs');
  await expect(page).toHaveURL(/\?status=pending&type=prompt$/);
  await expect(page.getByRole('button', { name: 'Remove filter status:pending' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove filter type:prompt' })).toBeVisible();
  await expect(rowOf(page, 'Secret plan')).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).toContain('status=pending');
  for (const word of ['acme', 'customer-7', 'secret']) expect(kept).not.toContain(word);

  for (const refused of ['type=fax', 'status=lost']) {
    await page.goto(`/jobs?${refused}`);
    await expect(page.getByRole('alert').first()).toBeVisible();
    await page.goto('/jobs');
    await expect(page, refused).toHaveURL(/\?status=pending&type=prompt$/);
  }
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await page.reload();
  await expect(rowOf(page, 'Secret plan')).toBeVisible();
  await expect(page).toHaveURL(/\/jobs$/);
});
