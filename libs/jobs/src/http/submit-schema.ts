import type { JsonObject } from '@fasttrack/contracts';
import type { JobTypes } from '../job-types/job-types';

interface ObjectSchema {
  readonly properties?: object;
}

/** JSON Schema of the body of a submit: the members that all jobs share, and the payload of each type. */
export function submitSchema({ properties: shared = {} }: ObjectSchema, { all }: JobTypes): JsonObject {
  const body = (own: JsonObject, required: readonly string[]): JsonObject => ({
    type: 'object',
    required,
    additionalProperties: false,
    properties: { ...own, ...shared },
  });
  const prompt = all.find(({ name }) => name === 'prompt')?.schema as ObjectSchema | undefined;
  const short = body(
    { type: { const: 'prompt' }, prompt: (prompt?.properties as JsonObject | undefined)?.['prompt'] ?? {} },
    ['prompt'],
  );
  return {
    anyOf: [
      { title: 'A prompt', ...short },
      ...all.map(({ name, title, description, schema }) => ({
        title,
        description,
        ...body({ type: { const: name }, payload: schema }, name === 'prompt' ? ['payload'] : ['type', 'payload']),
      })),
    ],
    example: { prompt: 'Write a haiku about queues' },
  };
}
