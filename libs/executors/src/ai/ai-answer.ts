import type { Usage } from '@fasttrack/jobs/job';
import type OpenAI from 'openai';
import type { Outcome } from '../executor.port';
import type { Meaning } from '../target/meaning';
import { giveUp, retry } from '../target/meaning';

/** An answer as it may come: not every server sends all that the client's types promise. */
type Completion = DeepPartial<OpenAI.ChatCompletion>;
type DeepPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepPartial<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

const NAME_MAX_LENGTH = 200;
const REFUSAL_MAX_LENGTH = 300;
/** No model reads or writes so much for one job; sums of such counts are exact in every store. */
const TOKENS_MAX = 1e9;

/** What a model's answer means. Its text is the result, byte for byte; an answer without its end is none. */
export function answerMeaning(completion: unknown, name: string): Meaning {
  const answer = (typeof completion === 'object' && completion !== null ? completion : {}) as Completion;
  const choice = answer.choices?.[0];
  if (!choice?.message) return noCompletion(name);
  return { outcome: withUsage(outcomeOf(choice, name), usageOf(answer)), sign: 'alive' };
}

/** What it means that a server answers, but not as a model does. */
export const noCompletion = (name: string): Meaning => ({
  outcome: retry('unreachable', `${name} answered with something that is no completion`),
  sign: 'failing',
});

function outcomeOf(
  { message, finish_reason: reason }: NonNullable<NonNullable<Completion['choices']>[number]>,
  name: string,
): Outcome {
  if (reason === 'length')
    return giveUp('worker_error', `${name} stopped at its limit of tokens, before the answer was complete`);
  if (reason === 'content_filter') return giveUp('rejected', `The content filter of ${name} stopped the answer`);
  const { content, refusal } = message ?? {};
  if (typeof refusal === 'string' && refusal !== '')
    return giveUp('rejected', `${name} refused: ${refusal.slice(0, REFUSAL_MAX_LENGTH)}`);
  if (typeof content !== 'string') return retry('worker_error', `${name} answered without a text`);
  return { kind: 'done', result: content };
}

const withUsage = (outcome: Outcome, usage: Usage): Outcome =>
  outcome.kind === 'accepted' ? outcome : { ...outcome, usage };

function usageOf({ model, usage }: Completion): Usage {
  return {
    ...(typeof model === 'string' && model !== '' && { model: model.slice(0, NAME_MAX_LENGTH) }),
    ...tokens('inputTokens', usage?.prompt_tokens),
    ...tokens('outputTokens', usage?.completion_tokens),
  };
}

const tokens = (part: 'inputTokens' | 'outputTokens', count: unknown): Usage =>
  Number.isInteger(count) && (count as number) >= 0 && (count as number) <= TOKENS_MAX
    ? { [part]: count as number }
    : {};
