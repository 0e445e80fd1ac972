import { expect, test as base } from '@playwright/test';
import type { Env } from './backend';
import { Backend } from './backend';
import type { Complaints } from './complaints';
import { listenForComplaints } from './complaints';

interface World {
  /** Environment of this test's server. */
  readonly env: Env;
  /** A server that no other test uses; `page` leads to it. */
  readonly backend: Backend;
  readonly complaints: Complaints;
}

/**
 * A test with a server and a browser context of its own. A script error or a violation of the content security policy
 * fails it, whatever it is about.
 */
export const test = base.extend<World>({
  env: [{}, { option: true }],
  backend: async ({ env }, use) => {
    const backend = await Backend.start(env);
    await use(backend);
    await backend.close();
  },
  baseURL: async ({ backend }, use) => {
    await use(backend.url);
  },
  complaints: [
    async ({ context }, use) => {
      const complaints = await listenForComplaints(context);
      await use(complaints);
      expect.soft(complaints.policy, 'violations of the content security policy').toEqual([]);
      expect.soft(complaints.errors, 'errors of scripts').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
