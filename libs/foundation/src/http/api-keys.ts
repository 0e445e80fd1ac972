import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKey, AppConfig } from '../config/app-config';
import { hashOf } from '../config/read-api-keys';
import { KeyRequiredError, KeyUnknownError, WORDS_TO_CALLERS, WORDS_TO_WORKERS } from '../errors/key.errors';
import { areWorkersShutOut, isOpenRoute, isReference, isReferenceClosed, isWorkerRoute } from './open-routes';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the API key by which the request came; `null` where none was asked for. */
    apiKeyName: string | null;
  }
}

type Keys = Pick<AppConfig, 'apiKeys' | 'workerKey' | 'environment'>;

const CHALLENGE = 'Bearer realm="Fast Track"';

/** The keys that a request carries, in any way that its route knows. Nothing else of the request may carry one. */
function keysIn(request: FastifyRequest): readonly string[] {
  const { authorization, 'x-api-key': own, 'x-worker-key': ofWorker } = request.headers;
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const given = [bearer, own, ...(isWorkerRoute(request) ? [ofWorker] : [])];
  return given.filter((key) => typeof key === 'string' && key !== '') as string[];
}

/** The keys that open the route of a request: that of the workers opens nothing else. */
const keysFor = (request: FastifyRequest, { apiKeys, workerKey }: Omit<Keys, 'environment'>): readonly ApiKey[] =>
  workerKey !== null && isWorkerRoute(request) ? [...apiKeys, workerKey] : apiKeys;

/** Name of the first key that is known. Always compares every pair, each in constant time. */
function nameOf(given: readonly string[], known: readonly ApiKey[]): string | null {
  const names = given.flatMap((key) => {
    const hash = hashOf(key);
    return known.filter((one) => timingSafeEqual(one.hash, hash)).map(({ name }) => name);
  });
  return names[0] ?? null;
}

function refuse(request: FastifyRequest, reply: FastifyReply): never {
  const isWrong = keysIn(request).length > 0;
  const { unknown, required } = isWorkerRoute(request) ? WORDS_TO_WORKERS : WORDS_TO_CALLERS;
  void reply.header('www-authenticate', isWrong ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE);
  throw isWrong ? new KeyUnknownError(unknown) : new KeyRequiredError(required);
}

function refuseAll(reply: FastifyReply, words: string): never {
  void reply.header('www-authenticate', CHALLENGE);
  throw new KeyRequiredError(words);
}

/**
 * Notes by which key each request comes, where one is needed, and stops nobody: for hooks that want to know it before
 * {@link demandApiKey} refuses.
 */
export function recogniseApiKey(fastify: FastifyInstance, keys: Omit<Keys, 'environment'>): void {
  fastify.decorateRequest('apiKeyName', null);
  fastify.addHook('onRequest', async (request) => {
    if (!isOpenRoute(request)) request.apiKeyName = nameOf(keysIn(request), keysFor(request, keys));
    return Promise.resolve();
  });
}

/**
 * Asks every request for a key of `API_KEYS`, before its body is read and before any answer is known, also where nothing
 * is served; only open routes need none. Pull workers may come by `WORKER_API_KEY`, too.
 * Without keys all is open, except what production keeps closed. Add it after
 * the hooks that answer everybody and before those that answer for the API.
 */
export function demandApiKey(fastify: FastifyInstance, config: Keys): void {
  const isClosed = isReferenceClosed(config);
  const isShut = areWorkersShutOut(config);
  if (!fastify.hasRequestDecorator('apiKeyName')) recogniseApiKey(fastify, config);
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOpenRoute(request)) return;
    if (isShut && isWorkerRoute(request)) refuseAll(reply, WORDS_TO_WORKERS.closed);
    if (keysFor(request, config).length > 0) {
      if (request.apiKeyName === null) refuse(request, reply);
    } else if (isClosed && isReference(request)) refuseAll(reply, WORDS_TO_CALLERS.closed);
    return Promise.resolve();
  });
}
