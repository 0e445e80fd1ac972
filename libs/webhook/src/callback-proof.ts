import { createHash, timingSafeEqual } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CallbackUnauthorizedError } from './callback.errors';

const HEADERS = ['x-shared-secret', 'x-webhook-secret'];
const proven = new WeakSet<FastifyRequest>();

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether one of the headers carries one of the secrets. Always compares every pair, each in constant time. */
export function hasSecret(headers: FastifyRequest['headers'], secrets: readonly string[]): boolean {
  const given = HEADERS.map((name) => headers[name]).filter((value) => typeof value === 'string');
  const pairs = given.flatMap((value) => secrets.map((secret) => timingSafeEqual(digest(value), digest(secret))));
  return pairs.includes(true);
}

/** Asks every route marked `isCallback` for its proof, before the body is read. */
export function demandCallbackProof(fastify: FastifyInstance, secrets: readonly string[]): void {
  fastify.addHook('onRequest', async (request) => {
    if ((request.routeOptions.config as { isCallback?: boolean }).isCallback !== true) return;
    if (!hasSecret(request.headers, secrets)) throw new CallbackUnauthorizedError();
    proven.add(request);
    return Promise.resolve();
  });
}

/** Lets a request pass only if its proof was accepted: a route that misses the hook stays shut. */
@Injectable()
export class CallbackProofGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (proven.has(context.switchToHttp().getRequest<FastifyRequest>())) return true;
    throw new CallbackUnauthorizedError();
  }
}
