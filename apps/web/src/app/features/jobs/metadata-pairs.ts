import type { JsonObject } from '@fasttrack/contracts';
import type { DraftJob } from './draft-job';
import type { JsonValue } from './payload-form/json-value';
import { isObject, readJson } from './payload-form/json-value';

/** The one name whose value is an object: it directs the stand-in of a worker. */
const SIMULATE = 'simulate';

/** What is sent for the pairs that a person has written: texts, and under `simulate` the object that its text is. */
export const metadataOf = (pairs: DraftJob['metadata']): ReadonlyMap<string, JsonValue> =>
  new Map(pairs.map(([name, text]) => [name, name === SIMULATE ? objectOrText(text) : text]));

/** The metadata of a job as pairs, so that {@link metadataOf} gives them back as they were. */
export const pairsOf = (metadata: JsonObject): DraftJob['metadata'] =>
  Object.entries(metadata).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);

function objectOrText(text: string): JsonValue {
  const value = readJson(text);
  return isObject(value) ? value : text;
}
