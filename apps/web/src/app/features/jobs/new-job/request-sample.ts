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

/** The request of a draft, with examples in place of what its type asks for and nobody has written yet. */
export function requestSampleOf(draft: DraftJob, schema: JsonObject, areSettingsSound: boolean): RequestSample {
  const written = readJson(draft.payload);
  const whole = written === undefined ? undefined : withSamples(schema, schema, written);
  const payload = whole === undefined ? draft.payload : jsonText(whole);
  const isSound = areSettingsSound && payloadFaults(schema, payload).length === 0;
  return {
    body: jsonText(submitBodyOf({ ...draft, payload }), '  '),
    note: isSound ? (whole === written ? '' : WITH_SAMPLES) : REFUSED,
  };
}
