import type { JsonObject } from '@fasttrack/contracts';
import { jsonFault } from './json-fault';
import { payloadCheckOf } from './payload-check';
import type { PayloadFault } from './payload-fault';

/** What keeps a payload from being sent, by its text: it is no JSON, or breaks rules of its type. */
export function payloadFaults(schema: JsonObject, text: string): readonly PayloadFault[] {
  const fault = jsonFault(text);
  if (fault !== null) return [{ pointer: '', rule: 'json', text: fault }];
  return payloadCheckOf(schema)(JSON.parse(text));
}
