import fastifyCors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];
/** What a page may read of an answer beside its body. */
const EXPOSED_HEADERS = [
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Partial',
  'X-Request-Id',
  'X-Total-Count',
  'X-Total-Count-Capped',
];
const PREFLIGHT_SECONDS = 600;

/** Any other OPTIONS request asks for a method that the path does not have. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/**
 * Lets pages of these origins call the API from a browser, by a key that they send and never by cookies; `*` alone lets
 * every page. Answers preflights, which carry no key: add it before the hooks that ask for one. Without origins it adds
 * nothing, and browsers keep other pages out.
 */
export async function allowOrigins(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(fastifyCors, {
    delegator: (request, done) => {
      done(null, {
        origin: [...origins],
        methods: METHODS,
        exposedHeaders: EXPOSED_HEADERS,
        maxAge: PREFLIGHT_SECONDS,
        preflight: isPreflight(request),
      });
    },
  });
}
