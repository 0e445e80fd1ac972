import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';

const WIDTHS = [320, 768, 1440];
const RULES = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // The theme changes colours and nothing else.
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;
type Theme = keyof typeof RULES;

const hasSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What axe finds wrong, one line each. With `part` it looks only into that element. */
async function findingsOf(page: Page, theme: Theme, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], runOnly: { type: RULES[theme].type, values: [...RULES[theme].values] } });
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/**
 * Looks at what is on screen, or at a part of it, narrow to wide: by all rules in the light theme, by those about colours
 * in the dark one. It is left wide and dark.
 */
export async function expectAccessible(page: Page, name: string, part?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const where = `${name}, ${colorScheme}, ${width} px`;
      expect.soft(await findingsOf(page, colorScheme, part), where).toEqual([]);
      expect.soft(await hasSidewaysScroll(page), `${where} scrolls sideways`).toBe(false);
    }
  }
}
