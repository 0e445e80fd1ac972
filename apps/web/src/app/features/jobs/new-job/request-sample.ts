import type { JsonObject } from '@fasttrack/contracts';
import type { DraftJob } from '../draft-job';
import { jsonText, readJson } from '../payload-form/json-value';
import { payloadFaults } from '../payload-form/payload-faults';
import { withSamples } from '../payload-form/payload-sample';
import { submitBodyOf } from '../submit-body';

/** The body of a request as code shows it, and what has to be known of it; no note: it is what will be sent. */
export interface RequestSample {
  readonly body: string;
  readonly note: string;
}

const WITH_SAMPLES = 'Examples stand where required fields are still empty.';
const REFUSED = 'The backend would refuse this as it is: fields need a fix.';

/** Whether the parts of a draft are free of faults as they are written. */
export interface Soundness {
  readonly settings: boolean;
  readonly payload: boolean;
}

/** The request of a draft, with examples in place of what its type asks for and nobody has written yet. */
export function requestSampleOf(draft: DraftJob, schema: JsonObject, sound: Soundness): RequestSample {
  const written = readJson(draft.payload);
  const whole = written === undefined ? undefined : withSamples(schema, schema, written);
  const payload = whole === undefined ? draft.payload : jsonText(whole);
  const isFilled = whole !== written;
  const isPayloadSound = isFilled ? payloadFaults(schema, payload).length === 0 : sound.payload;
  return {
    body: jsonText(submitBodyOf({ ...draft, payload }), '  '),
    note: [isFilled ? WITH_SAMPLES : '', sound.settings && isPayloadSound ? '' : REFUSED].filter(Boolean).join(' '),
  };
}
