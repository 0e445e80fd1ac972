import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { isForWorkers, isOpen } from './open-routes';

/** One call of the API as its description has it. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const nameOf = (method: string, path: string): string => `${method.toLowerCase()} ${path}`;

/** One that is not open to everybody. */
export interface GuardedOperation {
  readonly path: string;
  readonly operation: Operation;
  /** Whether the key of the pull workers opens it. */
  readonly isForWorkers: boolean;
}

/** Knows which operations of a description are not open to everybody, by the rule that guards the routes. */
export class GuardedOperations {
  private readonly open = new Set<string>();
  private readonly ofWorkers = new Set<string>();

  /** Learns about every route registered after this call. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      const path = url.replace(/:(\w+)/g, '{$1}');
      for (const one of [method].flat()) {
        if (isOpen(url, config)) this.open.add(nameOf(one, path));
        if (isForWorkers(config)) this.ofWorkers.add(nameOf(one, path));
      }
    });
  }

  /** Those of a description, each with its path. */
  of({ paths }: OpenAPIObject): readonly GuardedOperation[] {
    return Object.entries(paths).flatMap(([path, operations]) =>
      METHODS.flatMap((method) => {
        const operation = operations[method];
        const name = nameOf(method, path);
        return operation && !this.open.has(name) ? [{ path, operation, isForWorkers: this.ofWorkers.has(name) }] : [];
      }),
    );
  }
}
