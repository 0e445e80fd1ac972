import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../config/app-config';
import { RateExceededError } from '../errors/rate.errors';
import { isOpenRoute } from './open-routes';

const WINDOW_SECONDS = 60;
const POLICY = '"minute"';
/** Callers that are counted at a time: whoever was quiet longest is forgotten first. */
const CALLERS_MAX = 50_000;

type Settings = Pick<AppConfig, 'apiKeys'> & { readonly http: Pick<AppConfig['http'], 'requestsPerMinute'> };

/** Whether requests to a route that needs a key are counted. Who reads figures, reads them on a schedule of its own. */
export const isLimitedRoute = (pattern: string | undefined): boolean => pattern !== '/metrics';

/** A name cannot look like an address with its mark, and all addresses that one IPv6 caller commands count as one. */
const callerOf = ({ apiKeyName, ip }: FastifyRequest): string =>
  apiKeyName === null ? `address ${normalizeIP(ip)}` : `key ${apiKeyName}`;

/**
 * Answers a caller so many requests in a minute and then 429 until the minute is over, and says in each answer how many
 * are left. A caller is an API key or, without a right one, an address: who guesses keys is stopped, too. Open routes
 * have no limit. Each process counts for itself. Add it between the hook that recognises keys and the one that asks for
 * them.
 */
export async function limitRate(fastify: FastifyInstance, { http, apiKeys }: Settings): Promise<void> {
  const limit = http.requestsPerMinute;
  if (limit === 0) return;
  await fastify.register(fastifyRateLimit, {
    global: false,
    max: limit,
    timeWindow: WINDOW_SECONDS * 1000,
    cache: CALLERS_MAX,
    keyGenerator: callerOf,
  });
  const count = fastify.createRateLimit();
  const guesses = ({ apiKeyName }: FastifyRequest): boolean => apiKeys.length > 0 && apiKeyName === null;
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOpenRoute(request) || (!isLimitedRoute(request.routeOptions.url) && !guesses(request))) return;
    const counted = await count(request);
    if (!counted.isAllowed) answerFor(reply, limit, counted);
  });
}

/** The headers are those of draft-ietf-httpapi-ratelimit-headers: quota and window, requests left and seconds to go. */
function answerFor(
  reply: FastifyReply,
  limit: number,
  counted: { readonly remaining: number; readonly ttlInSeconds: number; readonly isExceeded: boolean },
): void {
  const { remaining, ttlInSeconds, isExceeded } = counted;
  void reply
    .header('ratelimit-policy', `${POLICY};q=${limit};w=${WINDOW_SECONDS}`)
    .header('ratelimit', `${POLICY};r=${remaining};t=${ttlInSeconds}`);
  if (!isExceeded) return;
  void reply.header('retry-after', ttlInSeconds);
  throw new RateExceededError(limit, ttlInSeconds);
}
