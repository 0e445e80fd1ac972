import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKey, AppConfig } from '../config/app-config';
import { hashOf } from '../config/read-api-keys';
import { KeyRequiredError, KeyUnknownError } from '../errors/key.errors';
import { isOpenRoute, isReference, isReferenceClosed } from './open-routes';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the API key by which the request came; `null` where none was asked for. */
    apiKeyName: string | null;
  }
}

const CHALLENGE = 'Bearer realm="Fast Track"';
/** The keys that a request carries, in either way. Nothing else of the request may carry one. */
function keysIn({ authorization, 'x-api-key': own }: FastifyRequest['headers']): readonly string[] {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return [bearer, own].filter((key) => typeof key === 'string' && key !== '') as string[];
}

/** Name of the first key that is known. Always compares every pair, each in constant time. */
function nameOf(given: readonly string[], known: readonly ApiKey[]): string | null {
  const names = given.flatMap((key) => {
    const hash = hashOf(key);
    return known.filter((one) => timingSafeEqual(one.hash, hash)).map(({ name }) => name);
  });
  return names[0] ?? null;
}

function refuse(reply: FastifyReply, given: readonly string[]): never {
  const isWrong = given.length > 0;
  void reply.header('www-authenticate', isWrong ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE);
  throw isWrong ? new KeyUnknownError() : new KeyRequiredError();
}

/**
 * Notes by which key each request comes, where one is needed, and stops nobody: for hooks that want to know it before
 * {@link demandApiKey} refuses.
 */
export function recogniseApiKey(fastify: FastifyInstance, { apiKeys }: Pick<AppConfig, 'apiKeys'>): void {
  fastify.decorateRequest('apiKeyName', null);
  fastify.addHook('onRequest', async (request) => {
    if (!isOpenRoute(request)) request.apiKeyName = nameOf(keysIn(request.headers), apiKeys);
    return Promise.resolve();
  });
}

/**
 * Asks every request for a key of `API_KEYS`, before its body is read and before any answer is known, also where nothing
 * is served; only open routes need none. Without `API_KEYS` all is open, except what production keeps closed. Add it after
 * the hooks that answer everybody and before those that answer for the API.
 */
export function demandApiKey(fastify: FastifyInstance, config: Pick<AppConfig, 'apiKeys' | 'environment'>): void {
  const { apiKeys } = config;
  const isClosed = isReferenceClosed(config);
  if (!fastify.hasRequestDecorator('apiKeyName')) recogniseApiKey(fastify, config);
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOpenRoute(request)) return;
    if (apiKeys.length > 0) {
      if (request.apiKeyName === null) refuse(reply, keysIn(request.headers));
    } else if (isClosed && isReference(request)) {
      void reply.header('www-authenticate', CHALLENGE);
      throw new KeyRequiredError(false);
    }
    return Promise.resolve();
  });
}
