import type { OpenAPIObject } from '@nestjs/swagger';
import type { AppConfig } from '../config/app-config';
import type { GuardedOperation, GuardedOperations, Operation } from './guarded-operations';
import { problemAnswer } from './openapi';
import type { ProblemCase } from './problem-examples';
import { NO_API_KEY, NO_WORKER_KEY } from './problem-examples';

const SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A key of API_KEYS as "Authorization: Bearer …"' },
  header: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key of API_KEYS as X-API-Key' },
} as const;
/** In the other two ways it is taken, too, where workers come. */
const WORKER_SCHEME = {
  worker: { type: 'apiKey', in: 'header', name: 'X-Worker-Key', description: 'WORKER_API_KEY as X-Worker-Key' },
} as const;

/** Any of them is enough. */
const anyOf = (schemes: object): Record<string, never[]>[] => Object.keys(schemes).map((name) => ({ [name]: [] }));
const refusalOf = (problem: ProblemCase): Operation['responses'][string] => ({
  ...problemAnswer(problem),
  headers: { 'WWW-Authenticate': { description: 'How to send a key', schema: { type: 'string' as const } } },
});

/** Adds the ways to send a key, and the refusal, to each operation that needs one. */
export function describeKeys(
  document: OpenAPIObject,
  guarded: GuardedOperations,
  { apiKeys, workerKey }: Pick<AppConfig, 'apiKeys' | 'workerKey'>,
): void {
  if (apiKeys.length === 0 && workerKey === null) return;
  const ofWorkers = workerKey === null ? SCHEMES : { ...SCHEMES, ...WORKER_SCHEME };
  document.components = { ...document.components, securitySchemes: ofWorkers };
  for (const one of guarded.of(document)) {
    if (one.isForWorkers) demandKey(one, ofWorkers, NO_WORKER_KEY);
    else if (apiKeys.length > 0) demandKey(one, SCHEMES, NO_API_KEY);
  }
}

function demandKey({ operation }: GuardedOperation, schemes: object, refusal: ProblemCase): void {
  operation.security = anyOf(schemes);
  operation.responses = { ...operation.responses, 401: refusalOf(refusal) };
}
