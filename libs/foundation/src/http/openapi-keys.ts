import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { isOpen } from './open-routes';
import { problemAnswer } from './openapi';
import { NO_API_KEY } from './problem-examples';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

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

const nameOf = (method: string, path: string): string => `${method.toLowerCase()} ${path}`;

/** Says in the description of the API where a key is needed, by the rule that guards the routes. */
export class KeyDescription {
  private readonly open = new Set<string>();

  /** Learns about every route registered after this call. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      if (!isOpen(url, config)) return;
      const path = url.replace(/:(\w+)/g, '{$1}');
      for (const one of [method].flat()) this.open.add(nameOf(one, path));
    });
  }

  /** Adds both ways to send a key, and the refusal, to each operation that needs one. */
  describe(document: OpenAPIObject): void {
    document.components = { ...document.components, securitySchemes: SCHEMES };
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of METHODS) {
        const operation = operations[method];
        if (operation && !this.open.has(nameOf(method, path))) demandKey(operation);
      }
    }
  }
}

function demandKey(operation: Operation): void {
  operation.security = EITHER;
  operation.responses = { ...operation.responses, 401: REFUSED };
}
