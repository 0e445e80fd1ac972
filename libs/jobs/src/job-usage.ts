import type { Job, Usage } from './job';

/** The usage of a job after a run that used so much: the sum of its runs, and the model of the latest that named one. */
export function usageWith({ usage = {} }: Pick<Job, 'usage'>, run: Usage): Usage {
  const model = run.model ?? usage.model;
  return {
    ...(model !== undefined && { model }),
    ...sumOf('inputTokens', usage, run),
    ...sumOf('outputTokens', usage, run),
  };
}

function sumOf(part: 'inputTokens' | 'outputTokens', before: Usage, run: Usage): Usage {
  if (before[part] === undefined && run[part] === undefined) return {};
  return { [part]: (before[part] ?? 0) + (run[part] ?? 0) };
}
