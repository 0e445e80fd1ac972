import type { Expects, Priority } from '@fasttrack/contracts';
import { MAX_ATTEMPTS_LIMIT, PRIORITIES, PRIORITY_DEFAULT } from '@fasttrack/contracts';
import { isRecord } from '../../core/is-record';
import type { PayloadView } from './payload-form/payload-form';

/** What a person has written and not sent yet. */
export interface DraftJob {
  readonly type: string;
  /** The JSON text of the payload as it is written; empty: nobody has begun. */
  readonly payload: string;
  readonly view: PayloadView;
  readonly priority: Priority;
  readonly expects: Expects;
  /** Date and time of this browser's zone, `2026-01-31T10:00`; empty: as soon as possible. */
  readonly runAt: string;
  /** As such, when the job fails if it still waits; empty: it waits as long as it takes. */
  readonly expiresAt: string;
  /** Runs in all; `null`: as many as the type says. */
  readonly attempts: number | null;
  readonly tags: readonly string[];
  readonly key: string;
  readonly idempotencyKey: string;
  readonly metadata: readonly (readonly [name: string, text: string])[];
  /** Id of the job that it began as a copy of; empty: it is no copy. */
  readonly copyOf: string;
}

/** A draft of a type that nobody has begun. */
export const newDraft = (type: string): DraftJob => ({
  type,
  payload: '',
  view: 'form',
  priority: PRIORITY_DEFAULT,
  expects: 'json',
  runAt: '',
  expiresAt: '',
  attempts: null,
  tags: [],
  key: '',
  idempotencyKey: '',
  metadata: [],
  copyOf: '',
});

/** A draft that asks for an answer to a prompt. */
export const promptDraft = (prompt: string): DraftJob => ({
  ...newDraft('prompt'),
  payload: JSON.stringify({ prompt }, null, 2),
});

/** Whether nothing of a draft is worth keeping. */
export const isUnwritten = (draft: DraftJob): boolean =>
  JSON.stringify({ ...draft, view: 'form' }) === JSON.stringify(newDraft(draft.type));

/** Makes a draft of anything that was kept; what does not fit is left at its default. */
export function readDraft(type: string, value: unknown): DraftJob {
  const draft = newDraft(type);
  if (!isRecord(value)) return draft;
  const { payload, view, priority, expects, runAt, expiresAt, attempts, tags, key, idempotencyKey, metadata, copyOf } =
    value;
  return {
    type,
    payload: textOr(payload, draft.payload),
    view: view === 'json' ? 'json' : 'form',
    priority: PRIORITIES.find((one) => one === priority) ?? draft.priority,
    expects: expects === 'text' ? 'text' : 'json',
    runAt: textOr(runAt, draft.runAt),
    expiresAt: textOr(expiresAt, draft.expiresAt),
    attempts: isAttempts(attempts) ? attempts : null,
    tags: Array.isArray(tags) ? tags.filter(isText) : [],
    key: textOr(key, draft.key),
    idempotencyKey: textOr(idempotencyKey, draft.idempotencyKey),
    metadata: Array.isArray(metadata) ? metadata.filter(isPair) : [],
    copyOf: textOr(copyOf, draft.copyOf),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const textOr = (value: unknown, otherwise: string): string => (isText(value) ? value : otherwise);
const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every(isText);
const isAttempts = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_ATTEMPTS_LIMIT;
