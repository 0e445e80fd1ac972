import type { AiType } from '@fasttrack/foundation/config/app-config';
import type { Job } from '@fasttrack/jobs/job';
import type OpenAI from 'openai';

type Question = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** What a server demands to read somewhere before it answers with JSON. */
const ASKS_FOR_JSON = 'Answer with one JSON object and nothing else.';

/**
 * A job as it is put to a model: a prompt as it is, any other payload as JSON, behind the instructions of its type, or
 * else behind the description of the type. `expects` says whether the answer must be JSON, and the type, of which schema.
 */
export function questionOf(job: Job, ai: AiType, description: string | undefined): Question {
  const isPrompt = job.type === 'prompt' && typeof job.payload['prompt'] === 'string';
  const format = formatOf(job, ai);
  const system = [
    ai.instructions ?? (isPrompt ? undefined : description),
    format?.type === 'json_object' ? ASKS_FOR_JSON : undefined,
  ];
  const words = system.filter((part) => part !== undefined && part !== '').join('\n\n');
  return {
    model: ai.model,
    messages: [
      ...(words === '' ? [] : [{ role: 'system' as const, content: words }]),
      { role: 'user', content: isPrompt ? (job.payload['prompt'] as string) : JSON.stringify(job.payload) },
    ],
    ...(format && { response_format: format }),
  };
}

function formatOf(
  { expects, type }: Job,
  { resultSchema }: AiType,
): NonNullable<Question['response_format']> | undefined {
  if (expects !== 'json') return undefined;
  return resultSchema
    ? { type: 'json_schema', json_schema: { name: type, schema: resultSchema, strict: true } }
    : { type: 'json_object' };
}
