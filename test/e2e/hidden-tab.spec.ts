import { PlainTab } from './support/plain-tab';
import { expect, test } from './support/test';

const HIDDEN_MS = 10_000;

const hasPolled = (tab: PlainTab): boolean => tab.asked.filter((url) => url.includes('/api/stats')).length > 1;

test('a hidden tab sends nothing for ten seconds and asks at once when it is seen again', async ({
  browser,
  backend,
}) => {
  const job = await backend.submit('Seen later');
  await backend.until(job, 'COMPLETED');
  const tab = await PlainTab.open(browser, `${backend.url}/jobs`);
  await expect.poll(() => hasPolled(tab)).toBe(true);

  await tab.hide();
  await expect.poll(() => tab.evaluate('document.visibilityState')).toBe('hidden');
  expect(await tab.nextAsked(HIDDEN_MS)).toBeNull();

  const asked = tab.nextAsked(1000);
  await tab.show();
  expect(await asked).toContain('/api/jobs');
  expect(await tab.evaluate('document.visibilityState')).toBe('visible');
  await expect.poll(() => tab.evaluate('document.body.innerText.includes("Seen later")')).toBe(true);
  await tab.close();
});

test('a visible tab asks in the time in which a hidden one is silent', async ({ browser, backend }) => {
  const tab = await PlainTab.open(browser, `${backend.url}/jobs`);
  await expect.poll(() => hasPolled(tab)).toBe(true);
  expect(await tab.evaluate('document.visibilityState')).toBe('visible');
  expect(await tab.nextAsked(HIDDEN_MS)).toContain('/api/');
  await tab.close();
});
