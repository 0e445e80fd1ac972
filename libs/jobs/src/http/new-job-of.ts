import type { FieldFault, JsonObject } from '@fasttrack/contracts';
import { SCHEDULE_MAX_DAYS } from '@fasttrack/contracts';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobTypes } from '../job-types/job-types';
import type { NewJob } from '../jobs.service';
import type { Simulations } from '../simulation/simulations';
import type { SubmitJobDto } from './submit-job.dto';

const DAY_MS = 86_400_000;

/** What this installation says about jobs. */
export interface JobKnowledge {
  readonly types: JobTypes;
  readonly simulations: Simulations;
}

/** The job that a submit asks for. Throws `InvalidRequestError` with every fault that its type and the time find. */
export function newJobOf(body: SubmitJobDto, { types, simulations }: JobKnowledge, now: Date): NewJob {
  const { type = 'prompt', prompt, payload, scheduledFor, expiresAt, webhook: _, ...rest } = body;
  const faults = [
    ...payloadFaults(type, prompt, payload, types),
    ...(types.has(type) ? simulations.faults(type, rest.metadata) : []),
    ...timeFaults('scheduledFor', scheduledFor, now),
    ...timeFaults('expiresAt', expiresAt, now),
    ...(expiresAt !== undefined && new Date(expiresAt) <= now
      ? [{ pointer: '/expiresAt', detail: 'expiresAt must lie ahead' }]
      : []),
  ];
  if (faults.length > 0) throw new InvalidRequestError(faults);
  return {
    ...rest,
    type,
    payload: payload ?? { prompt },
    ...(scheduledFor !== undefined && { scheduledFor: new Date(scheduledFor) }),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
  };
}

/** `prompt` is short for `payload.prompt`, and only a job of that type may use it. */
function payloadFaults(
  type: string,
  prompt: string | undefined,
  payload: JsonObject | undefined,
  types: JobTypes,
): readonly FieldFault[] {
  if (prompt === undefined) {
    if (payload !== undefined || !types.has(type)) return types.check(type, payload ?? {});
    return types.check(type, {}, type === 'prompt' ? '' : '/payload');
  }
  if (payload !== undefined) return [{ pointer: '/prompt', detail: 'prompt and payload are both given: keep one' }];
  if (type !== 'prompt' && types.has(type))
    return [{ pointer: '/prompt', detail: `prompt belongs to jobs of type prompt; a ${type} job has a payload` }];
  return types.check(type, { prompt }, '');
}

function timeFaults(name: string, text: string | undefined, now: Date): FieldFault[] {
  if (text === undefined || Date.parse(text) <= now.getTime() + SCHEDULE_MAX_DAYS * DAY_MS) return [];
  return [{ pointer: `/${name}`, detail: `${name} must lie at most ${SCHEDULE_MAX_DAYS} days ahead` }];
}
