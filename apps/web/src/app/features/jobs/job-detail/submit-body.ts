import type { JobView } from '@fasttrack/contracts';

/** The body that asks for a job like this one. */
export function submitBodyOf({ type, prompt, payload, priority, expects }: JobView): object {
  return prompt === undefined ? { type, payload, priority, expects } : { prompt, priority, expects };
}
