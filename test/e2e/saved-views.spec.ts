import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { NO_WORKER } from './support/backend';
import { pressAt } from './support/keys';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

const opener = (page: Page) => page.getByRole('button', { name: /^Saved views/ });
const item = (page: Page, name: string) => page.getByRole('menuitem', { name });
const nameBox = (page: Page) => page.getByRole('dialog').getByLabel('Name');

/** Saves what is on screen under this name, by keys alone. */
async function saveAs(page: Page, name: string): Promise<void> {
  await pressAt(page, opener(page));
  await expect(item(page, 'Save this view…')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(nameBox(page)).toBeFocused();
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`View "${name}" saved.`)).toBeVisible();
}

test('a filtered list is saved, opened, renamed, deleted and brought back, by keys and in its address', async ({
  page,
}) => {
  await page.goto('/jobs?status=cancelled&tag=acme&sort=priority');
  await saveAs(page, 'Cancelled for acme');
  const button = page.getByRole('button', { name: 'Saved views, open: Cancelled for acme' });
  await expect(button).toBeFocused();

  for (const key of ['Enter', 'Space'])
    await test.step(`opened by ${key}`, async () => {
      await page.goto('/jobs?type=email');
      await opener(page).press('Enter');
      await expect(item(page, 'Cancelled for acme')).toBeFocused();
      await page.keyboard.press(key);
      await expect(page).toHaveURL('/jobs?status=cancelled&tag=acme&sort=priority');
      await expect(button).toBeFocused();
      await page.goBack();
      await expect(page).toHaveURL('/jobs?type=email');
      await page.goForward();
    });

  await button.press('Enter');
  await item(page, 'Rename this view…').press('Enter');
  await expect(nameBox(page)).toHaveValue('Cancelled for acme');
  await nameBox(page).fill('  ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A view needs a name.')).toBeVisible();
  await nameBox(page).fill('Acme');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved views, open: Acme' })).toBeFocused();

  await page.reload();
  await page.getByRole('button', { name: 'Saved views, open: Acme' }).click();
  await item(page, 'Delete this view').click();
  await expect(page.getByRole('button', { name: 'Saved views', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Saved views, open: Acme' })).toBeVisible();
});

test('a name is given once, and the list of all jobs needs none', async ({ page }) => {
  await page.goto('/jobs?tag=acme');
  await saveAs(page, 'Acme');
  await page.goto('/jobs?tag=other');
  await opener(page).click();
  await item(page, 'Save this view…').click();
  await expect(nameBox(page)).toHaveValue('Jobs tagged other');
  await nameBox(page).fill('acme');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Another view has this name.')).toBeVisible();
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await opener(page).click();
  await expect(item(page, 'Filter or sort the list to save a view')).toBeDisabled();
});

test('saved views are accessible', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('/jobs?tag=acme');
  await saveAs(page, 'x'.repeat(60));
  await opener(page).click();
  await expectAccessible(page, 'menu of views', '[role=menu]');
  await item(page, 'Rename this view…').click();
  await nameBox(page).fill('');
  await page.keyboard.press('Enter');
  await expectAccessible(page, 'name of a view', 'dialog');
  await page.getByRole('button', { name: 'Go back' }).click();
  await expectAccessible(page, 'list with an open view');
});
