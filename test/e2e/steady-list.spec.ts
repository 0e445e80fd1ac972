import type { Locator, Page } from '@playwright/test';
import type { JobView } from '@fasttrack/contracts';
import type { Backend } from './support/backend';
import { NEVER_ENDS, NO_WORKER } from './support/backend';
import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

const COUNT = 50;

/** Oldest first; each prompt is its number. */
async function submitMany(backend: Backend): Promise<JobView[]> {
  const jobs: JobView[] = [];
  for (let number = 1; number <= COUNT; number += 1) jobs.push(await backend.submit(`Number ${number} of ${COUNT}`));
  return jobs;
}

/** Keeps every element of every row, so that {@link countReplaced} can tell which are others by now. */
const keepRows = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('ft-job-row')];
    Object.assign(window, { kept: new Map(rows.map((row) => [row, [...row.querySelectorAll('*')]])) });
    return rows.length;
  });

/** How many rows are other elements, or hold others, than those that were kept. */
const countReplaced = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { kept } = window as unknown as { kept: ReadonlyMap<Element, readonly Element[]> };
    const isSame = (row: Element): boolean => {
      const [before, now] = [kept.get(row), row.querySelectorAll('*')];
      return before?.length === now.length && before.every((element, index) => element === now[index]);
    };
    return [...document.querySelectorAll('ft-job-row')].filter((row) => !isSame(row)).length;
  });

/** Marks the text of an element as a person does with the pointer. */
const select = (locator: Locator): Promise<void> =>
  locator.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
  });
const selection = (page: Page): Promise<string | undefined> => page.evaluate(() => getSelection()?.toString());

test.describe('a list whose jobs wait', () => {
  test.use({ env: NO_WORKER });

  test(
    'one change of fifty rows leaves the elements of the other rows alone',
    { tag: '@both' },
    async ({ page, backend }) => {
      const jobs = await submitMany(backend);
      await page.goto('/jobs');
      await expect(page.locator('ft-job-row')).toHaveCount(COUNT);
      await expect(rowOf(page, 'Number 1 of 50')).toContainText('simulated');
      expect(await keepRows(page)).toBe(COUNT);
      expect(await countReplaced(page)).toBe(0);
      const changed = rowOf(page, 'Number 25 of 50');
      const node = await changed.elementHandle();
      const link = rowOf(page, 'Number 40 of 50').getByRole('link');
      await link.focus();
      await select(rowOf(page, 'Number 41 of 50').getByRole('link'));

      await backend.callback(jobs[24]!, { result: { done: true } });
      await expect(changed).toContainText('Completed');
      expect(await countReplaced(page)).toBe(1);
      expect(await changed.evaluate((now, before) => now === before, node)).toBe(true);
      await expect(link).toBeFocused();
      expect(await selection(page)).toBe('Number 41 of 50');
    },
  );

  test('ticks, the open filters with the focus in them and an open menu outlast a poll', async ({ page, backend }) => {
    const jobs = await submitMany(backend);
    await page.goto('/jobs');
    await expect(rowOf(page, 'Number 1 of 50')).toContainText('simulated');
    const ticks = ['Number 25 of 50', 'Number 40 of 50'].map((prompt) =>
      page.getByRole('checkbox', { name: `Select ${prompt}` }),
    );
    for (const tick of ticks) await tick.check();
    await page.getByRole('button', { name: 'Filters' }).click();
    const key = page.getByLabel('Key', { exact: true });
    await key.pressSequentially('cust');
    expect(await keepRows(page)).toBe(COUNT);

    await backend.callback(jobs[24]!, { result: { done: true } });
    await expect(rowOf(page, 'Number 25 of 50')).toContainText('Completed');
    await expect(key).toBeFocused();
    await expect(key).toHaveValue('cust');
    for (const tick of ticks) await expect(tick).toBeChecked();
    expect(await countReplaced(page)).toBe(1);

    await key.fill('');
    await page.getByRole('button', { name: 'Columns' }).click();
    const column = page.getByRole('menuitemcheckbox', { name: 'Priority' });
    await column.focus();
    await backend.callback(jobs[9]!, { result: { done: true } });
    await expect(rowOf(page, 'Number 10 of 50')).toContainText('Completed');
    await expect(column).toBeFocused();
    for (const tick of ticks) await expect(tick).toBeChecked();
    expect(await countReplaced(page)).toBe(2);
  });

  test('an open menu and the scroll stay where they are while rows change', async ({ page, backend }) => {
    const jobs = await submitMany(backend);
    await page.goto('/jobs');
    const menuButton = page.getByRole('button', { name: 'Actions for Number 3 of 50' });
    await menuButton.scrollIntoViewIfNeeded();
    await menuButton.click();
    const item = page.getByRole('menuitem', { name: 'Copy id' });
    await expect(item).toBeVisible();
    const top = await page.evaluate(() => scrollY);
    expect(top).toBeGreaterThan(500);

    await backend.callback(jobs[1]!, { result: { done: true } });
    await backend.submit('A newer one');
    await expect(rowOf(page, 'Number 2 of 50')).toContainText('Completed');
    await expect(page.getByRole('button', { name: '1 new job · Show' })).toBeAttached();
    await expect(item).toBeVisible();
    expect(await page.evaluate(() => scrollY)).toBe(top);
    await expect(rowOf(page, 'A newer one')).toHaveCount(0);

    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '1 new job · Show' }).click();
    await expect(rowOf(page, 'A newer one')).toBeInViewport();
  });

  test('a list that does not change is not drawn again', async ({ page, backend }) => {
    await backend.submit('Same as before');
    await page.goto('/jobs');
    await expect(rowOf(page, 'Same as before')).toContainText('simulated');
    await page.evaluate(() => {
      const added: Node[] = [];
      new MutationObserver((changes) => {
        added.push(...changes.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]));
      }).observe(document.querySelector('[role=table]')!, { childList: true, subtree: true });
      Object.assign(window, { added });
    });
    for (let polls = 0; polls < 3; polls += 1) await page.waitForResponse('**/api/stats');
    expect(await page.evaluate(() => (window as unknown as { added: Node[] }).added.length)).toBe(0);
  });
});

test.describe('the page of a job', () => {
  test.use({ env: NEVER_ENDS });

  test('keeps tab, folds, selection and focus while the job changes', async ({ page, backend }) => {
    const job = await backend.submit('Hold still');
    await page.goto(`/jobs/${job.id}?tab=raw`);
    const tree = page.getByRole('tree', { name: 'Job' });
    const payload = tree.getByRole('treeitem').filter({ hasText: '"payload"' });
    await payload.click();
    await payload.press('ArrowLeft');
    await expect(payload).toHaveAttribute('aria-expanded', 'false');
    await expect(payload).toBeFocused();
    await select(page.getByRole('heading', { name: 'Hold still' }));

    await backend.callback(job, { result: { done: true } });
    await expect(tree).toContainText('"COMPLETED"');
    await expect(page.getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true');
    await expect(payload).toHaveAttribute('aria-expanded', 'false');
    await expect(payload).toBeFocused();
    expect(await selection(page)).toBe('Hold still');
  });
});
