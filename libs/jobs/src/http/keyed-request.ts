import { createHash } from 'node:crypto';
import { IDEMPOTENCY_KEY_MAX_LENGTH } from '@fasttrack/contracts';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeyedRequest } from '../submits';
import { canonicalJson } from './canonical-json';

/** By which a caller says that a request may be one that it has sent before. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';
/** What such a key looks like: visible ASCII characters, taken as they are. */
export const KEY_PATTERN = `^[!-~]{1,${IDEMPOTENCY_KEY_MAX_LENGTH}}$`;

const KEY = new RegExp(KEY_PATTERN);
const REPLAYED = 'idempotent-replayed';

/**
 * The request as its key tells it from others: by the caller, the route and what the body says, whatever the order of
 * its members. `undefined` without a key. Throws `InvalidRequestError` for a key that breaks the rule.
 */
export function keyedRequestOf(request: FastifyRequest): KeyedRequest | undefined {
  const [key, ...more] = request.raw.headersDistinct[IDEMPOTENCY_KEY.toLowerCase()] ?? [];
  if (key === undefined) return undefined;
  if (more.length > 0) throw refusal('must be sent once');
  if (!KEY.test(key)) throw refusal(`must be 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} visible ASCII characters`);
  return { scope: request.apiKeyName ?? '', key, fingerprint: fingerprintOf(request) };
}

/** Tells the caller that an earlier request made what is answered. */
export function tellReplay(reply: FastifyReply, isReplay: boolean): void {
  if (isReplay) void reply.header(REPLAYED, 'true');
}

const fingerprintOf = ({ routeOptions, body }: FastifyRequest): string =>
  createHash('sha256')
    .update(`${routeOptions.url ?? ''} ${canonicalJson(body)}`)
    .digest('hex');

const refusal = (rule: string): InvalidRequestError =>
  new InvalidRequestError([{ pointer: IDEMPOTENCY_KEY, detail: `${IDEMPOTENCY_KEY} ${rule}` }]);
