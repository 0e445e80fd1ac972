import type { ApiKey } from './app-config';
import type { SecretRules } from './read-api-keys';
import { hashOf, secretFault } from './read-api-keys';

/** Reads the key of pull workers; `null`: there is none. Its fault is noted without the key. */
export function readWorkerKey(value: string | undefined, rules: SecretRules, faults: string[]): ApiKey | null {
  if (value === undefined) return null;
  const fault = secretFault(value, rules);
  if (fault !== null) faults.push(`WORKER_API_KEY ${fault}`);
  return { name: 'worker', hash: hashOf(value) };
}
