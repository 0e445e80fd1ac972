import type { JsonObject } from '@fasttrack/contracts';
import { SIMULATE, SIMULATION_SCHEMA } from '../simulation/simulation';
import type { JobKnowledge } from './new-job-of';

interface ObjectSchema {
  readonly properties?: object;
}

/** JSON Schema of the body of a submit: the members that all jobs share, and the payload of each type. */
export function submitSchema(
  { properties: shared = {} }: ObjectSchema,
  { types: { all }, simulations }: JobKnowledge,
): JsonObject {
  const body = (type: string, own: JsonObject, required: readonly string[]): JsonObject => ({
    type: 'object',
    required,
    additionalProperties: false,
    properties: { ...own, ...shared, metadata: metadataSchema(shared, simulations.takes(type)) },
  });
  const prompt = all.find(({ name }) => name === 'prompt')?.schema as ObjectSchema | undefined;
  const short = body(
    'prompt',
    { type: { const: 'prompt' }, prompt: (prompt?.properties as JsonObject | undefined)?.['prompt'] ?? {} },
    ['prompt'],
  );
  return {
    anyOf: [
      { title: 'A prompt', ...short },
      ...all.map(({ name, title, description, schema }) => ({
        title,
        description,
        ...body(
          name,
          { type: { const: name }, payload: schema },
          name === 'prompt' ? ['payload'] : ['type', 'payload'],
        ),
      })),
    ],
    example: { prompt: 'Write a haiku about queues' },
  };
}

/** Of types that the stand-in does not run, nobody can direct it. */
const metadataSchema = (shared: object, isDirected: boolean): JsonObject => ({
  ...(shared as { readonly metadata?: JsonObject }).metadata,
  properties: { [SIMULATE]: isDirected ? SIMULATION_SCHEMA : { not: {} } },
});
