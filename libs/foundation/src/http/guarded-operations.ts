import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { isOpen } from './open-routes';

/** One call of the API as its description has it. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const nameOf = (method: string, path: string): string => `${method.toLowerCase()} ${path}`;

/** Knows which operations of a description are not open to everybody, by the rule that guards the routes. */
export class GuardedOperations {
  private readonly open = new Set<string>();

  /** Learns about every route registered after this call. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      if (!isOpen(url, config)) return;
      const path = url.replace(/:(\w+)/g, '{$1}');
      for (const one of [method].flat()) this.open.add(nameOf(one, path));
    });
  }

  /** Those of a description, each with its path. */
  of({ paths }: OpenAPIObject): readonly { readonly path: string; readonly operation: Operation }[] {
    return Object.entries(paths).flatMap(([path, operations]) =>
      METHODS.flatMap((method) => {
        const operation = operations[method];
        return operation && !this.open.has(nameOf(method, path)) ? [{ path, operation }] : [];
      }),
    );
  }
}
