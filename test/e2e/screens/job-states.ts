import type { JobView } from '@fasttrack/contracts';
import { byCallback, claimed, claimedAgain, completed, created, event, handedOver, runFailed } from './job-events';
import { ago, ahead, timed } from './moments';

/** A job as the backend would answer it, on the page of this id. */
export const SHOWN_ID = '019ab7e2-4b11-7c3e-8a52-3d1f0a9b77d0';

const BASE: JobView = {
  id: SHOWN_ID,
  type: 'prompt',
  prompt: 'Summarise the release notes of version 4.2 for customers, in three short bullet points',
  status: 'PENDING',
  priority: 4,
  key: 'acme',
  attempt: 0,
  attempts: 0,
  maxAttempts: 3,
  expects: 'json',
  tags: ['acme', 'docs'],
  metadata: { ticket: 'SUP-1184', region: 'eu-central' },
  createdAt: ago(130),
  updatedAt: ago(8),
  payload: { prompt: 'Summarise the release notes of version 4.2 for customers, in three short bullet points' },
  history: [created],
};

const running: Partial<JobView> = {
  status: 'PROCESSING',
  attempt: 1,
  attempts: 1,
  startedAt: ago(124),
  history: [created, claimed],
};
const ended: Partial<JobView> = {
  ...running,
  attempt: 2,
  attempts: 2,
  completedAt: ago(8),
  history: [created, claimed, handedOver, runFailed, claimedAgain, completed],
};
const failedBy = (
  code: NonNullable<JobView['error']>['code'],
  message: string,
  retryable: boolean,
): Partial<JobView> => ({
  ...ended,
  status: 'FAILED',
  error: { code, message, retryable },
  history: [
    created,
    claimed,
    runFailed,
    claimedAgain,
    event('failed', 8, { ...byCallback, to: 'FAILED', note: `${code}: ${message}` }),
  ],
});

const BIG_RESULT = {
  title: 'Release 4.2',
  bullets: ['Faster exports', 'Dark theme', 'Fewer e-mails'],
  scores: Array.from({ length: 60 }, (_, index) => ({ rank: index + 1, name: `Candidate ${index + 1}`, score: 0.97 })),
  nested: { deep: { deeper: { deepest: true, nothing: null } } },
};

/** What tells a job of each state apart on its page, by the name of its picture. */
export const JOB_STATES: Readonly<Record<string, Partial<JobView>>> = {
  'pending-slot': { waitingFor: { reason: 'worker' } },
  'pending-no-worker': {
    waitingFor: { reason: 'worker', message: 'No process with WORKER_ENABLED=true runs here' },
  },
  'pending-pull': { type: 'order', payload: { number: 7741 }, waitingFor: { reason: 'worker' } },
  'pending-scheduled': {
    scheduledFor: ahead(5400),
    expiresAt: ahead(9000),
    waitingFor: { reason: 'schedule', until: ahead(5400) },
  },
  'pending-paused': { waitingFor: { reason: 'paused' } },
  'pending-cap': { waitingFor: { reason: 'cap', cap: 5 } },
  'pending-target': {
    waitingFor: { reason: 'target', until: ahead(45), message: 'n8n:5678 answered 503 five times in a row' },
  },
  backoff: {
    attempt: 1,
    attempts: 1,
    error: { code: 'unreachable', message: 'http://n8n:5678 did not answer', retryable: true },
    waitingFor: { reason: 'backoff', until: ahead(42) },
    history: [created, claimed, runFailed],
  },
  running: { ...running },
  'running-progress': {
    ...running,
    progress: { percent: 62, message: 'Section 3 of 4: what changed for administrators', at: ago(3) },
  },
  'running-handed-over': {
    ...running,
    waitingFor: { reason: 'callback', until: ahead(1670) },
    history: [created, claimed, handedOver],
  },
  'completed-json': {
    ...ended,
    status: 'COMPLETED',
    result: BIG_RESULT,
    usage: { model: 'gpt-4.1-mini', inputTokens: 1284, outputTokens: 5120 },
  },
  'completed-text': {
    ...ended,
    status: 'COMPLETED',
    expects: 'text',
    result: 'Three things are new.\n\n1. Exports are faster.\n2. There is a dark theme.\n3. You get fewer e-mails.',
  },
  hallucinated: {
    ...ended,
    status: 'COMPLETED',
    resultValid: false,
    result:
      'Here is the JSON you asked for:\n```json\n{\n  "title": "Release 4.2",\n  "bullets": ["Faster exports", "Dark theme",]\n}\n```',
  },
  failed: failedBy('worker_error', 'The model refused to answer: content filter "violence" (severity high)', false),
  'timed-out': failedBy('timeout', 'No callback came within 1800 s', true),
  expired: {
    status: 'FAILED',
    completedAt: ago(8),
    expiresAt: ago(10),
    error: { code: 'expired', message: 'It was still waiting when it expired', retryable: false },
    history: [created, event('failed', 8, { from: 'PENDING', to: 'FAILED', by: 'sweeper', note: 'expired' })],
  },
  cancelled: {
    ...running,
    status: 'CANCELLED',
    completedAt: ago(8),
    history: [created, claimed, event('cancelled', 8, { from: 'PROCESSING', to: 'CANCELLED', attempt: 1 })],
  },
  retried: {
    ...running,
    attempt: 3,
    attempts: 1,
    history: [
      created,
      claimed,
      runFailed,
      claimedAgain,
      event('failed', 30, { ...byCallback, to: 'FAILED', note: 'worker_error: No' }),
      event('retried', 20, { from: 'FAILED', attempt: 2 }),
      event('claimed', 14, { from: 'PENDING', to: 'PROCESSING', attempt: 3, by: 'simulated' }),
    ],
  },
};

/** The whole job of a state, now. */
export const jobIn = (state: string): JobView => timed({ ...BASE, ...JOB_STATES[state] });
