import { aGate } from './support/gate';
import { countLoads, rowOf, submitPrompt } from './support/job-list';
import { expect, test } from './support/test';

const PROMPT = 'Name three rivers';

test.describe('with the default delay', () => {
  test.use({ env: { SIMULATED_DELAY_MS: '5000' } });

  test(
    'a prompt goes from pending to completed in about five seconds without a reload',
    { tag: '@both' },
    async ({ page, backend }) => {
      await page.goto('/jobs/new');
      const loads = countLoads(page);
      const words = await page.evaluateHandle((prompt) => {
        const seen: string[] = [];
        new MutationObserver(() => {
          const row = [...document.querySelectorAll('[role=row]')].find((one) => one.textContent.includes(prompt));
          const word = row?.querySelector('ft-status-badge')?.textContent.trim();
          if (word !== undefined && word !== seen.at(-1)) seen.push(word);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
        return seen;
      }, PROMPT);
      await submitPrompt(page, PROMPT);

      const row = rowOf(page, PROMPT);
      await expect(row.getByText('Completed', { exact: true })).toBeVisible({ timeout: 12_000 });
      expect(await words.jsonValue()).toEqual(['Pending', 'Processing', 'Completed']);
      expect(loads()).toBe(0);
      expect(backend.log).toContain('"msg":"POST /webhook/callback"');

      await row.getByRole('link', { name: PROMPT }).click();
      await expect(page.getByRole('heading', { name: PROMPT })).toBeVisible();
      const answer = await page.request.get(`/api${new URL(page.url()).pathname}`);
      const { createdAt, completedAt } = (await answer.json()) as { createdAt: string; completedAt: string };
      const tookMs = Date.parse(completedAt) - Date.parse(createdAt);
      expect(tookMs).toBeGreaterThanOrEqual(5000);
      expect(tookMs).toBeLessThan(7000);
    },
  );
});

test('the row is there before the backend has answered', async ({ page }) => {
  const gate = aGate();
  await page.route('**/api/jobs', async (route) => {
    if (route.request().method() === 'POST') await gate.opened;
    await route.continue();
  });
  await page.goto('/jobs/new');
  await submitPrompt(page, PROMPT);

  const row = rowOf(page, PROMPT);
  await expect(row).toContainText('Sending…');
  await expect(row).toContainText('Pending');
  await expect(row.getByRole('link')).toHaveCount(0);
  const node = await row.elementHandle();

  gate.open();
  await expect(row.getByRole('link', { name: PROMPT })).toBeVisible();
  await expect(row).toContainText('Completed');
  await expect(row).toHaveCount(1);
  expect(await row.evaluate((now, before) => now === before, node)).toBe(true);
});

test('a toast leads to the job that was sent', async ({ page }) => {
  await page.goto('/jobs/new');
  await submitPrompt(page, PROMPT);
  await page.getByRole('status').getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { name: PROMPT })).toBeVisible();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
});
