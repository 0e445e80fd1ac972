import type { DraftJob } from '../draft-job';
import type { FailedSend } from '../outbox';
import { stepsOf } from '../payload-form/json-pointer';
import type { JsonValue } from '../payload-form/json-value';
import { isList, isObject, jsonText, readJson } from '../payload-form/json-value';
import type { SettingFaults } from './settings-faults';

/** What the backend said of a draft, at its parts. */
export interface Refusals {
  /** By pointer into the payload. */
  readonly payload: ReadonlyMap<string, string>;
  readonly settings: SettingFaults;
}

export const NO_REFUSALS: Refusals = { payload: new Map(), settings: {} };

/** What was said of the job that was refused last, as far as the draft still is what was refused. */
export function refusalsOf(failure: FailedSend | undefined, draft: DraftJob): Refusals {
  if (failure?.draft.type !== draft.type) return NO_REFUSALS;
  const payload = new Map<string, string>();
  const settings: Record<string, string> = {};
  for (const { pointer, detail } of failure.problem.fields) {
    const [member = ''] = stepsOf(pointer);
    if (member === 'payload' || member === 'prompt') {
      const inside = pointer.replace(/^\/payload/, '');
      if (textAt(failure.draft, inside) === textAt(draft, inside)) payload.set(inside, detail);
    } else {
      const name = member === '' ? pointer : member;
      if (settingText(failure.draft, name) === settingText(draft, name)) settings[name] ??= detail;
    }
  }
  return { payload, settings };
}

function textAt({ payload }: DraftJob, pointer: string): string {
  const root = readJson(payload);
  const value = stepsOf(pointer).reduce<JsonValue | undefined>(memberOf, root);
  return value === undefined ? '' : jsonText(value);
}

function memberOf(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (isList(value)) return value[Number(step)];
  return isObject(value) ? value.get(step) : undefined;
}

const MEMBERS: Readonly<Record<string, keyof DraftJob>> = {
  scheduledFor: 'runAt',
  maxAttempts: 'attempts',
  'Idempotency-Key': 'idempotencyKey',
};

function settingText(draft: DraftJob, name: string): string {
  const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : name;
  return JSON.stringify((draft as unknown as Readonly<Record<string, unknown>>)[member ?? name] ?? null);
}
