import type { OpenAPIObject } from '@nestjs/swagger';
import type { GuardedOperations, Operation } from './guarded-operations';
import { problemAnswer } from './openapi';
import { NO_API_KEY } from './problem-examples';

const SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A key of API_KEYS as "Authorization: Bearer …"' },
  header: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key of API_KEYS as X-API-Key' },
} as const;
/** One of them is enough. */
const EITHER = Object.keys(SCHEMES).map((name) => ({ [name]: [] }));
const REFUSED = {
  ...problemAnswer(NO_API_KEY),
  headers: { 'WWW-Authenticate': { description: 'How to send a key', schema: { type: 'string' as const } } },
};

/** Adds both ways to send a key, and the refusal, to each operation that needs one. */
export function describeKeys(document: OpenAPIObject, guarded: GuardedOperations): void {
  document.components = { ...document.components, securitySchemes: SCHEMES };
  for (const { operation } of guarded.of(document)) demandKey(operation);
}

function demandKey(operation: Operation): void {
  operation.security = EITHER;
  operation.responses = { ...operation.responses, 401: REFUSED };
}
