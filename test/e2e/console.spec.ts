import type { Locator } from '@playwright/test';
import { expect, test } from './support/test';

// It opens more than a dozen pages, each of which takes a second or two on a busy machine.
test.describe.configure({ timeout: 180_000 });

// Script errors and violations of the policy fail every test; here the browser may not complain about anything.
test('no page of the app makes the browser complain', async ({ page, backend, complaints }) => {
  const fine = await backend.submit('Quiet');
  await backend.until(fine, 'COMPLETED');
  const bad = await backend.submit('Also quiet');
  await backend.callback(bad, { result: '<script>alert(1)</script>' });
  const pages = [
    '/',
    '/jobs',
    '/jobs?status=failed',
    '/jobs/new',
    '/jobs/new?type=report',
    `/jobs/new?from=${fine.id}`,
  ];
  const tabs = ['input', 'result', 'history', 'callbacks', 'raw'].flatMap((tab) =>
    [fine, bad].map(({ id }) => `/jobs/${id}?tab=${tab}`),
  );
  for (const path of [...pages, ...tabs]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Backend answers')).toBeVisible();
  }
  expect(complaints).toEqual({ policy: [], errors: [], answers: [] });
});

test('nothing that opens over a page makes the browser complain', async ({ page, backend, complaints }) => {
  const job = await backend.submit('Quiet');
  await backend.until(job, 'COMPLETED');
  const open = async (opener: Locator, opened: Locator): Promise<void> => {
    await opener.click();
    await expect(opened).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(opened).toBeHidden();
  };
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  await page.goto('/');
  await open(page.getByRole('combobox', { name: 'Find a job, page or action' }), page.getByRole('listbox'));
  await open(button('Keyboard shortcuts'), page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  await page.getByRole('region', { name: 'Finished jobs' }).getByRole('img').hover();
  await button('Show as table: Finished jobs').click();
  await expect(page.getByRole('region', { name: 'Finished jobs as a table' })).toBeVisible();

  await page.getByRole('navigation').getByRole('link', { name: 'Jobs', exact: true }).click();
  await open(button('Actions for Quiet'), page.getByRole('menu'));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('stauts:failed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Did you mean' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await open(button('More'), page.getByRole('dialog', { name: 'More' }));
  expect(complaints).toEqual({ policy: [], errors: [], answers: [] });
});

test('the API reference does not make the browser complain and shows the operations', async ({ page, complaints }) => {
  await page.goto('/docs');
  await expect(page.getByText('Fast Track').first()).toBeVisible();
  const operation = page.locator('.opblock', { hasText: '/jobs' }).first();
  await operation.locator('button').first().click();
  await expect(operation.getByText('Responses').first()).toBeVisible();
  expect(complaints).toEqual({ policy: [], errors: [], answers: [] });
});

test('a script in the page would be stopped by the policy, and heard', async ({ page, complaints }) => {
  await page.goto('/jobs');
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.__inline = 1';
    document.body.append(script);
    return '__inline' in window;
  });
  expect(ran).toBe(false);
  await expect.poll(() => complaints.policy).toEqual([expect.stringContaining('script-src')]);
  await expect.poll(() => complaints.errors.length).toBe(1);
  complaints.policy.length = 0;
  complaints.errors.length = 0;
});
