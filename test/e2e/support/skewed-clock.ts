import type { Page } from '@playwright/test';

/** An hour, by which the clock of a browser can be wrong either way. */
export const SKEWS = { ahead: 3_600_000, behind: -3_600_000 };

/** The clock of the browser is off by so much from the next page on; it goes on, at its own pace. */
export async function skewClock(page: Page, skewMs: number): Promise<void> {
  await page.addInitScript((ms) => {
    const Real = Date;
    const skewed = () => Real.now() + ms;
    window.Date = new Proxy(Real, {
      construct: (target, args: [] | [string]) => (args.length === 0 ? new target(skewed()) : new target(...args)),
      get: (target, name) => (name === 'now' ? skewed : Reflect.get(target, name)) as unknown,
    });
  }, skewMs);
}
