import type { AppConfig } from './app-config';
import type { Environment } from './environment';
import { readAi } from './read-ai';
import { readAllowedTargets, refuseOthers } from './read-allowed-targets';
import { readExecutors } from './read-executors';
import { readJobTypes } from './read-job-types';
import { readTargets } from './read-targets';

/** What the configuration says about types, and about who runs them. */
type Work = Pick<AppConfig, 'jobTypes' | 'typeSettings' | 'executors' | 'targets' | 'ai' | 'allowedTargets'>;

/** Which types there are, who runs each, and where its jobs are sent. What is wrong is added to `faults`. */
export function readWork(env: Environment, faults: string[]): Work {
  const registered = readJobTypes(env.JOB_TYPES_FILE, faults);
  const executors = readExecutors(env.EXECUTORS, registered, env.NODE_ENV === 'production', faults);
  const targets = readTargets(env, registered, executors, faults);
  const ai = readAi(env, registered, executors, faults);
  const allowedTargets = readAllowedTargets(env.ALLOWED_TARGETS, faults);
  refuseOthers(allowedTargets, targets, ai, faults);
  return {
    jobTypes: registered.flatMap(({ type }) => type ?? []),
    typeSettings: new Map(registered.map(({ name, settings }) => [name, settings])),
    executors,
    targets,
    ai,
    allowedTargets,
  };
}
