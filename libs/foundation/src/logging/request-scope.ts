import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';

interface Scope {
  readonly requestId: string;
  isOpen: boolean;
}

const current = new AsyncLocalStorage<Scope | undefined>();
const scopes = new WeakMap<FastifyRequest, Scope>();

/** Reading changes no job: what it logs names its request by itself. */
const changesSomething = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD';

/** Lets every line that is logged on behalf of a request that may change a job carry the id of that request. */
export function scopeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!changesSomething(request)) {
      done();
      return;
    }
    const scope = { requestId: request.id, isOpen: true };
    scopes.set(request, scope);
    current.run(scope, done);
  });
  // The body comes by events of the connection, which know nothing of the request.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const scope = scopes.get(request);
    if (scope) current.run(scope, done);
    else done();
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    const scope = scopes.get(request);
    if (scope) scope.isOpen = false;
    done();
  });
}

/** The id of the request that is being answered; nothing for work that only began with one. */
export function requestFields(): { requestId?: string } {
  const scope = current.getStore();
  return scope?.isOpen ? { requestId: scope.requestId } : {};
}

/** Starts work that goes on for itself: it may be of many requests, and its log lines are of none. */
export const outsideRequest = <T>(start: () => T): T => current.run(undefined, start);
