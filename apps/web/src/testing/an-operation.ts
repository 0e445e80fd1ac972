import type { OperationView } from '@fasttrack/contracts';

/** An operation that has changed 40 of 100 jobs, unless told otherwise. */
export const anOperation = (overrides: Partial<OperationView> = {}): OperationView => ({
  id: '019ab7e2-5c20-7000-8000-000000000001',
  action: 'cancel',
  filter: { tag: 'acme' },
  state: 'RUNNING',
  pace: 500,
  total: 100,
  examined: 40,
  changed: 40,
  skipped: 0,
  failed: 0,
  by: 'api',
  startedAt: '2026-11-26T14:00:00.000Z',
  updatedAt: '2026-11-26T14:00:05.000Z',
  ...overrides,
});
