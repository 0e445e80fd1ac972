import type { JobView } from '@fasttrack/contracts';
import { NO_WORKER } from './support/backend';
import { aGate } from './support/gate';
import { expect, test } from './support/test';

test.describe.configure({ timeout: 120_000 });
test.use({ env: NO_WORKER });

interface Visit {
  readonly path: (job: JobView) => string;
  /** What it is asking for when it is left. */
  readonly asks: (job: JobView) => RegExp;
  /** The page that it is left for. */
  readonly to: string;
}
const VISITS: Readonly<Record<string, Visit>> = {
  'the dashboard': { path: () => '/', asks: () => /\/api\/stats\/trend/, to: 'Jobs' },
  'the list': { path: () => '/jobs', asks: () => /\/api\/jobs\?/, to: 'New job' },
  'the page of a job': {
    path: ({ id }) => `/jobs/${id}`,
    asks: ({ id }) => new RegExp(`/api/jobs/${id}`),
    to: 'New job',
  },
  'the form': { path: () => '/jobs/new', asks: () => /\/api\/job-types/, to: 'Jobs' },
};

for (const [name, { path, asks, to }] of Object.entries(VISITS)) {
  test(`what ${name} still asks for is dropped when it is left, and the next page shows up`, async ({
    page,
    backend,
  }) => {
    const job = await backend.submit('Left behind');
    const gate = aGate();
    await page.route(asks(job), async (route) => {
      await gate.opened;
      await route.continue().catch(() => undefined);
    });
    const held = page.waitForRequest(asks(job));
    await page.goto(path(job));
    const request = await held;
    const dropped = page.waitForEvent('requestfailed', (failed) => failed === request);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: to, exact: true }).click();
    expect((await dropped).failure()?.errorText).toBe('net::ERR_ABORTED');
    gate.open();
    await expect(page.getByRole('heading', { level: 1, name: to })).toBeVisible();
    await expect(page.getByText('Backend unreachable.')).toHaveCount(0);
  });
}
