import type { OpenAPIObject } from '@nestjs/swagger';
import type { GuardedOperations } from './guarded-operations';
import { problemAnswer } from './openapi';
import { isLimitedRoute } from './rate-limit';

const text = (description: string): object => ({ description, schema: { type: 'string' } });
const REFUSED = {
  ...problemAnswer(429),
  headers: {
    'Retry-After': { description: 'Seconds until the next request is answered', schema: { type: 'integer' as const } },
    RateLimit: text('Requests left (r) and seconds to the next window (t)'),
    'RateLimit-Policy': text('Requests (q) in a window of seconds (w)'),
  },
};

/** Adds the refusal to each operation whose callers are counted. */
export function describeRateLimit(document: OpenAPIObject, guarded: GuardedOperations): void {
  for (const { path, operation } of guarded.of(document))
    if (isLimitedRoute(path)) operation.responses = { ...operation.responses, 429: REFUSED };
}
