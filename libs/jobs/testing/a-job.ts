import type { Job } from '@fasttrack/jobs/job';
import type { Claim } from '@fasttrack/jobs/job-store.port';
import { v7 as uuidv7 } from 'uuid';

/** A pending prompt job, due since 1970; name only what matters. */
export function aJob(overrides: Partial<Job> = {}): Job {
  const createdAt = overrides.createdAt ?? new Date(0);
  return {
    id: uuidv7(),
    type: 'prompt',
    payload: { prompt: 'hello' },
    status: 'PENDING',
    priority: 3,
    attempt: 0,
    attempts: 0,
    maxAttempts: 3,
    expects: 'json',
    dueAt: createdAt,
    history: [{ at: createdAt, event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
    historyOmitted: 0,
    createdAt,
    updatedAt: createdAt,
    ...overrides,
  };
}

/** A claim of any type with a lease of 15 s. */
export const aClaim = (overrides: Partial<Claim> = {}): Claim => ({ holder: 'test', leaseMs: 15_000, ...overrides });
