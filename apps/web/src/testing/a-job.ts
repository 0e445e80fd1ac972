import type { JobRowView, JobTypeView, JobView, StatsView } from '@fasttrack/contracts';

/** A row of the list, PENDING for a worker unless told otherwise. */
export const aJobRow = (overrides: Partial<JobRowView> = {}): JobRowView => ({
  id: '019ab7e2-4b11-7c3e-8a52-3d1f0a9b77d0',
  type: 'prompt',
  prompt: 'Say hello',
  status: 'PENDING',
  priority: 3,
  attempt: 0,
  attempts: 0,
  maxAttempts: 3,
  expects: 'json',
  createdAt: '2026-11-26T14:00:00.000Z',
  updatedAt: '2026-11-26T14:00:00.000Z',
  ...overrides,
});

/** A whole job, PENDING for a worker unless told otherwise. */
export const aJob = (overrides: Partial<JobView> = {}): JobView => ({
  ...aJobRow(),
  payload: { prompt: 'Say hello' },
  history: [{ at: '2026-11-26T14:00:00.000Z', event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
  ...overrides,
});

/** Figures of so many waiting jobs and no others. */
export const someStats = (pending: number): StatsView => {
  const byStatus = { PENDING: pending, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };
  return { total: pending, byStatus, byType: { prompt: byStatus } };
};

/** A type with the rules of a prompt, unless told otherwise. */
export const aJobType = (overrides: Partial<JobTypeView> = {}): JobTypeView => ({
  name: 'prompt',
  title: 'Prompt',
  description: 'A question for an AI',
  schema: {
    type: 'object',
    required: ['prompt'],
    additionalProperties: false,
    properties: { prompt: { type: 'string', title: 'Prompt', minLength: 1, maxLength: 5000, pattern: '\\S' } },
  },
  executor: 'simulated',
  paused: false,
  concurrency: null,
  running: 0,
  hindrance: null,
  timeoutSeconds: null,
  maxAttempts: 3,
  backoff: null,
  retention: { completed: 30, failed: 30, cancelled: 30 },
  ...overrides,
});
