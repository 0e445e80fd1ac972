import type { JsonObject } from '@fasttrack/contracts';

/** How jobs of a type are put to a model, as far as `JOB_TYPES_FILE` says. */
export interface AiEntry {
  /** A model; with Azure a deployment. Absent: the usual one. */
  readonly model?: string;
  /** Stand before each job, as the words of the system. */
  readonly instructions?: string;
  /** JSON Schema that the answer must have, where JSON is expected. */
  readonly resultSchema?: JsonObject;
}

const MODEL_MAX_LENGTH = 200;
const INSTRUCTIONS_MAX_LENGTH = 20_000;

/** What an entry of `JOB_TYPES_FILE` may say about the model that answers its jobs: JSON Schema of `ai`. */
export const AI_PROPERTY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    model: { type: 'string', minLength: 1, maxLength: MODEL_MAX_LENGTH },
    instructions: { type: 'string', minLength: 1, maxLength: INSTRUCTIONS_MAX_LENGTH },
    resultSchema: { type: 'object' },
  },
};
