import type { FastifyInstance } from 'fastify';
import type { HTTPMethod } from 'find-my-way';
import findMyWay = require('find-my-way');

/** Longest part of a path that a route takes for an id: an unknown id is 404, however long. Node's own limit is as high. */
export const PATH_PART_MAX_LENGTH = 16_384;

/** Knows which methods a path has, so that a wrong one is 405 and not 404. */
export class AllowedMethods {
  private readonly router = findMyWay({ maxParamLength: PATH_PART_MAX_LENGTH });
  private readonly methods = new Set<HTTPMethod>();

  /** Learns every route registered after this call. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      for (const name of [method].flat() as HTTPMethod[]) {
        if (url.includes('*') || this.router.findRoute(name, url)) continue;
        this.router.on(name, url, () => undefined);
        this.methods.add(name);
      }
    });
  }

  /**
   * Methods that this path (without its query) answers; empty when it has none. A path that is a name of its own, such as
   * `/jobs/batch`, is no id of its neighbours.
   */
  of(path: string): readonly string[] {
    const found = [...this.methods].flatMap((method) => {
      const route = this.router.find(method, path);
      return route === null ? [] : [{ method, isName: Object.keys(route.params).length === 0 }];
    });
    const hasName = found.some(({ isName }) => isName);
    return found.flatMap(({ method, isName }) => (isName === hasName ? [method] : [])).sort();
  }
}
