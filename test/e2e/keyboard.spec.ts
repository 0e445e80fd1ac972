import { NEVER_ENDS } from './support/backend';
import { promptBox, rowOf } from './support/job-list';
import { pressAt, tabTo } from './support/keys';
import { expect, test } from './support/test';

const PROMPT = 'Keys are enough';

test.use({ env: NEVER_ENDS });

test('the first stop leads past the navigation', async ({ page }) => {
  await page.goto('/jobs/new');
  await expect(page.getByRole('heading', { name: 'New job' })).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Prompt' })).toBeFocused();
});

// By roles and names alone: what stands in the accessibility tree is all that is needed.
test(
  'a job is sent, found, opened, cancelled and retried with keys only',
  { tag: '@both' },
  async ({ page, backend }) => {
    await backend.cancel(await backend.submit('Another one'));
    await page.goto('/jobs');
    await pressAt(page, page.getByRole('main').getByRole('link', { name: 'New job' }));
    await expect(page.getByRole('heading', { name: 'New job' })).toBeFocused();
    await tabTo(page, promptBox(page));
    await page.keyboard.type(PROMPT);
    await tabTo(page, page.getByRole('radio', { name: '3' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '4' })).toBeChecked();
    await pressAt(page, page.getByRole('button', { name: 'Submit job' }));

    await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeFocused();
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: 'Search jobs' })).toBeFocused();
    await page.keyboard.type('keys enough');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, 'Another one')).toHaveCount(0);
    await pressAt(page, page.getByRole('link', { name: PROMPT }));
    await expect(page.getByRole('heading', { name: PROMPT })).toBeFocused();

    await pressAt(page, page.getByRole('button', { name: 'Cancel', exact: true }));
    await expect(page.getByRole('status').filter({ hasText: 'The job is cancelled' })).toBeAttached();
    await pressAt(page, page.getByRole('button', { name: 'Retry', exact: true }));
    await expect(page.getByRole('status').filter({ hasText: 'The job is processing' })).toBeAttached();
    const [job] = (await (await page.request.get('/api/jobs')).json()) as { priority: number; attempt: number }[];
    expect(job).toMatchObject({ prompt: PROMPT, priority: 4, attempt: 2, status: 'PROCESSING' });
  },
);

test('the menu of a row opens, moves, acts and closes with keys', async ({ page, backend }) => {
  await backend.submit(PROMPT);
  await page.goto('/jobs');
  const menu = page.getByRole('button', { name: `Actions for ${PROMPT}` });
  await pressAt(page, menu);
  await expect(page.getByRole('menuitem', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Hallucinate (test aid)' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(menu).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, PROMPT)).toContainText('Cancelled');
});

test('Escape leaves the search to the keys of the list', async ({ page, backend }) => {
  await backend.submit(PROMPT);
  await page.goto('/jobs');
  await expect(rowOf(page, PROMPT)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search jobs' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(rowOf(page, PROMPT).getByRole('link', { name: PROMPT })).toBeFocused();
});

test('the tabs of a job and the tree of its input obey the arrow keys', async ({ page, backend }) => {
  const job = await backend.submit(PROMPT);
  await page.goto(`/jobs/${job.id}`);
  await tabTo(page, page.getByRole('tab', { name: 'Input' }));
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Raw' })).toBeFocused();
  await expect(page.getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true');

  const root = page.getByRole('tree', { name: 'Job' }).getByRole('treeitem').first();
  await tabTo(page, root);
  await page.keyboard.press('ArrowLeft');
  await expect(root).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(root).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tree', { name: 'Job' }).getByRole('treeitem').nth(1)).toBeFocused();
});

test('what has the focus can be seen', async ({ page, backend }) => {
  await backend.submit(PROMPT);
  await page.goto('/jobs');
  await expect(rowOf(page, PROMPT)).toBeVisible();
  const seen = new Set<string>();
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) break;
    const name = await focused.evaluate((element) => element.outerHTML.slice(0, 200));
    seen.add(name);
    const hasMark = await focused.evaluate((element) => {
      const marked = [element, element.closest('label')].filter((one) => one !== null);
      const marks = [...marked.map((one) => getComputedStyle(one)), getComputedStyle(element, '::after')];
      return marks.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
    });
    expect(hasMark, name).toBe(true);
  }
  expect(seen.size).toBeGreaterThan(12);
});
