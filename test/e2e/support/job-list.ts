import type { Locator, Page } from '@playwright/test';

/** The row of the list that shows this prompt, or anything else. */
export const rowOf = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

/** The field of a new prompt job for its prompt. */
export const promptBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Prompt' });

/** Writes a prompt into the form, which must be on screen, and sends it. */
export async function submitPrompt(page: Page, prompt: string): Promise<void> {
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: 'Submit job' }).click();
}

/** Counts how often a document is loaded from now on: moves within the app load none. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return () => loads;
}
