import type { JobRowView, JobView } from '@fasttrack/contracts';
import { promptOf, titleOf } from '@fasttrack/contracts';
import { instantOf, localMoment } from '../../shared/local-moment';
import type { DraftJob } from './draft-job';
import { metadataOf, pairsOf } from './metadata-pairs';
import type { JsonValue } from './payload-form/json-value';
import { Spelled, isObject, jsonText, readJson } from './payload-form/json-value';

type Member = readonly [name: string, value: JsonValue];

/** The body that asks for a job, as it is sent. Numbers stand as they were written. */
export function submitBodyOf(draft: DraftJob): JsonValue {
  const { type, payload, priority, expects, runAt, expiresAt, attempts, tags, key, metadata } = draft;
  return new Map<string, JsonValue>([
    ...taskOf(type, readJson(payload) ?? new Map()),
    ['priority', new Spelled(String(priority))],
    ['expects', expects],
    ...(runAt === '' ? [] : [['scheduledFor', instantOf(runAt) ?? runAt] as const]),
    ...(expiresAt === '' ? [] : [['expiresAt', instantOf(expiresAt) ?? expiresAt] as const]),
    ...(attempts === null ? [] : [['maxAttempts', new Spelled(String(attempts))] as const]),
    ...(tags.length === 0 ? [] : [['tags', tags] as const]),
    ...(key === '' ? [] : [['key', key] as const]),
    ...(metadata.length === 0 ? [] : [['metadata', metadataOf(metadata)] as const]),
  ]);
}

/** `prompt` is short for a payload with nothing but a prompt. */
function taskOf(type: string, payload: JsonValue): readonly Member[] {
  const prompt = type === 'prompt' && isObject(payload) && payload.size === 1 ? payload.get('prompt') : undefined;
  if (typeof prompt === 'string') return [['prompt', prompt]];
  return [
    ['type', type],
    ['payload', payload],
  ];
}

/** What a row shows of a job before the backend has answered. */
export function expectedRowOf(
  draft: DraftJob,
): Pick<JobRowView, 'type' | 'prompt' | 'title' | 'priority' | 'expects' | 'tags' | 'key'> {
  const { type, priority, expects, tags, key } = draft;
  const members = readJson(draft.payload);
  const task = { type, payload: isObject(members) ? Object.fromEntries(members) : {} };
  const [prompt, title] = [promptOf(task), titleOf(task)];
  return {
    type,
    priority,
    expects,
    ...(prompt !== undefined && { prompt }),
    ...(title !== undefined && { title }),
    ...(tags.length > 0 && { tags }),
    ...(key !== '' && { key }),
  };
}

/** What a field for date and time holds of an instant that lies ahead; empty: it is over, or there is none. */
const localAhead = (instant: string | undefined, now: number): string =>
  Date.parse(instant ?? '') > now ? localMoment(instant) : '';

/** A draft that asks for the same again. Times that are over are left out, and the idempotency key: it stands for one job. */
export function draftLike(job: JobView, payload: string, now: number): DraftJob {
  const { type, priority, expects, maxAttempts, tags = [], key = '', metadata = {} } = job;
  return {
    type,
    payload: reindented(payload),
    view: 'form',
    priority,
    expects,
    runAt: localAhead(job.scheduledFor, now),
    expiresAt: localAhead(job.expiresAt, now),
    attempts: maxAttempts,
    tags,
    key,
    idempotencyKey: '',
    metadata: pairsOf(metadata),
    copyOf: job.id,
  };
}

/** On lines of its own, as a person would write it. */
export function reindented(text: string): string {
  const value = readJson(text);
  return value === undefined ? text : jsonText(value, '  ');
}
