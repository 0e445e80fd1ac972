import {
  IDEMPOTENCY_KEY_MAX_LENGTH,
  KEY_MAX_LENGTH,
  METADATA_MAX_BYTES,
  SCHEDULE_MAX_DAYS,
  TAGS_MAX,
  TAG_MAX_LENGTH,
} from '@fasttrack/contracts';
import type { DraftJob } from '../draft-job';
import { metadataOf } from '../metadata-pairs';
import { jsonText } from '../payload-form/json-value';

/** The settings of a job that can be at fault, by the name that the API gives them. */
export type SettingName =
  | 'scheduledFor'
  | 'expiresAt'
  | 'maxAttempts'
  | 'tags'
  | 'key'
  | 'Idempotency-Key'
  | 'metadata'
  | 'priority'
  | 'expects';
export type SettingFaults = Readonly<Partial<Record<SettingName, string>>>;

const DAY_MS = 86_400_000;
const VISIBLE_ASCII = /^[!-~]*$/;

/** What is wrong with the settings of a draft, by the limits of the backend. */
export function settingFaults(draft: DraftJob, now: number): SettingFaults {
  return withoutEmpty({
    scheduledFor: momentFault(draft.runAt, now),
    expiresAt: momentFault(draft.expiresAt, now) ?? pastFault(draft.expiresAt, now),
    tags: tagsFault(draft),
    key: draft.key.length > KEY_MAX_LENGTH ? `At most ${KEY_MAX_LENGTH} characters.` : undefined,
    'Idempotency-Key': idempotencyKeyFault(draft),
    metadata: metadataFault(draft),
  });
}

const withoutEmpty = (faults: Record<string, string | undefined>): SettingFaults =>
  Object.fromEntries(Object.entries(faults).filter(([, text]) => text !== undefined));

function momentFault(moment: string, now: number): string | undefined {
  if (moment === '') return undefined;
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return 'Write a date and a time, or neither.';
  return at > now + SCHEDULE_MAX_DAYS * DAY_MS ? `At most ${SCHEDULE_MAX_DAYS} days ahead.` : undefined;
}

const pastFault = (moment: string, now: number): string | undefined =>
  Date.parse(moment) <= now ? 'This time has passed: choose one that lies ahead.' : undefined;

/** Of a tag an emoji is one character, as the backend counts. */
export const isTooLongTag = (tag: string): boolean => Array.from(tag).length > TAG_MAX_LENGTH;

function tagsFault({ tags }: DraftJob): string | undefined {
  if (tags.some(isTooLongTag)) return `A tag has at most ${TAG_MAX_LENGTH} characters.`;
  return tags.length > TAGS_MAX ? `At most ${TAGS_MAX} tags: take ${tags.length - TAGS_MAX} away.` : undefined;
}

function idempotencyKeyFault({ idempotencyKey }: DraftJob): string | undefined {
  if (!VISIBLE_ASCII.test(idempotencyKey)) return 'Only letters, digits and signs of ASCII, without spaces.';
  return idempotencyKey.length > IDEMPOTENCY_KEY_MAX_LENGTH
    ? `At most ${IDEMPOTENCY_KEY_MAX_LENGTH} characters.`
    : undefined;
}

function metadataFault({ metadata }: DraftJob): string | undefined {
  const bytes = new TextEncoder().encode(jsonText(metadataOf(metadata))).length;
  return bytes > METADATA_MAX_BYTES
    ? `Shorten it by ${bytes - METADATA_MAX_BYTES} bytes: at most ${METADATA_MAX_BYTES} as JSON.`
    : undefined;
}
