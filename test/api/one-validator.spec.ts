import { join } from 'node:path';
import type { JobTypeView, Problem } from '@fasttrack/contracts';
import { payloadFaults } from '../../apps/web/src/app/features/jobs/payload-form/payload-faults';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

/** Payloads by type: sound ones and such that break each kind of rule. */
const PAYLOADS: Readonly<Record<string, readonly unknown[]>> = {
  prompt: [
    { prompt: 'hi' },
    {},
    { prompt: '' },
    { prompt: ' \n\t\u00a0' },
    { prompt: 7 },
    { prompt: 'x'.repeat(5000) },
    { prompt: 'x'.repeat(5001) },
    { prompt: '😀'.repeat(2500) },
    { prompt: `${'😀'.repeat(2500)}x` },
    { prompt: 'hi', odd: 1 },
    { 'odd/one~': 1 },
  ],
  email: [
    { to: 'ada@example.org' },
    ...['ada', 'grace@acme', 'a b@example.org', 'ada@example.org ', `${'x'.repeat(250)}@a.org`, '', null].map((to) => ({
      to,
    })),
    { to: 'ada@example.org', subject: 'x'.repeat(201), body: 'x'.repeat(20_001) },
  ],
  report: [
    { report_type: 'sales', format: 'csv' },
    { report_type: '', format: 'xml' },
    ...['2026-01', '', 7, {}, { from: 1 }, { from: 'x', to: 'y' }, [], null].map((date_range) => ({
      report_type: 'sales',
      format: 'pdf',
      date_range,
    })),
  ],
  order: [
    { number: 7, customer: { email: 'ada@example.org' }, lines: [{ sku: 'AB-1', count: 1 }], terms: 'net 30' },
    { number: 1.5, customer: {}, lines: [], terms: 'net 31' },
    {
      number: 0,
      customer: { email: 'x' },
      lines: [{ sku: 'ab', count: 1000 }, {}, 7],
      codes: ['a', 'bb', 'cc', 'dd'],
      terms: 1,
    },
    { number: 7, customer: 'ada', lines: {}, terms: 'prepaid', urgent: 'yes', labels: { a: 1 }, extra: [null] },
  ],
};

/** The web app refuses what the API refuses, at the same places, and nothing else. */
describe('one validator on both sides', () => {
  let app: TestApp;
  let types: readonly JobTypeView[];
  beforeAll(async () => {
    app = await startTestApp({ JOB_TYPES_FILE: join(__dirname, '../e2e/support/job-types.json') });
    types = (await app.get<readonly JobTypeView[]>('/job-types')).body;
  });
  afterAll(() => app.close());

  const CASES = Object.entries(PAYLOADS).flatMap(([type, payloads]) =>
    payloads.map((payload) => [type, JSON.stringify(payload).slice(0, 90), payload] as const),
  );

  it.each(CASES)('%s %s', async (type, _shown, payload) => {
    const { schema } = types.find(({ name }) => name === type)!;
    const mine = payloadFaults(schema, JSON.stringify(payload)).map(({ pointer }) => `/payload${pointer}`);
    const { status, body } = await app.post<Problem>('/jobs', { type, payload });
    expect(status).toBe(mine.length === 0 ? 201 : 400);
    expect(mine.sort()).toEqual((body.errors ?? []).map(({ pointer }) => pointer).sort());
  });
});
