import { BUILT_IN_TYPE_NAMES } from '@fasttrack/contracts';
import type { ExecutorName } from './app-config';
import { EXECUTOR_NAMES } from './app-config';
import type { RegisteredType } from './read-job-types';

/** Who runs each type: `EXECUTORS` first, then the type's own entry, then the stand-in, in production nobody here. */
export function readExecutors(
  value: string | undefined,
  registered: readonly RegisteredType[],
  isProduction: boolean,
  faults: string[],
): Map<string, ExecutorName> {
  const usual = isProduction ? 'pull' : 'simulated';
  const executors = new Map<string, ExecutorName>(BUILT_IN_TYPE_NAMES.map((name) => [name, usual]));
  for (const { name, executor } of registered) executors.set(name, executor ?? usual);
  const known = [...executors.keys()];
  for (const entry of value?.split(',') ?? []) {
    const [type = '', name = ''] = entry.split('=').map((part) => part.trim());
    const executor = EXECUTOR_NAMES.find((one) => one === name);
    if (!executors.has(type)) faults.push(`EXECUTORS: "${entry}" names no job type; known: ${known.join(', ')}`);
    else if (!executor) faults.push(`EXECUTORS: "${entry}" names no executor; known: ${EXECUTOR_NAMES.join(', ')}`);
    else executors.set(type, executor);
  }
  return executors;
}
