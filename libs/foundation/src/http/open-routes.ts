import type { FastifyRequest, RouteOptions } from 'fastify';

/** What a route says about who may use it. */
interface Access {
  /** It has a proof of its own. */
  readonly isCallback?: boolean;
  /** It is for everybody: a file of the web app. */
  readonly isOpen?: boolean;
}

const HEALTH = /^\/health(\/|$)/;
const CLOSED_WITHOUT_KEYS = /^\/(metrics|openapi\.json|docs)(\/|$)/;

/** Whether a registered route, named by its pattern, needs no API key. */
export const isOpen = (pattern: string, config: RouteOptions['config']): boolean => {
  const { isCallback, isOpen: isForAll } = (config ?? {}) as Access;
  return isCallback === true || isForAll === true || HEALTH.test(pattern);
};

/**
 * Whether a request needs no API key. It goes by the route that the server found, never by the path as it was written:
 * prefix, case and encoding open nothing, and where there is no route nothing is open.
 */
export const isOpenRoute = ({ routeOptions: { url, config } }: FastifyRequest): boolean =>
  url !== undefined && isOpen(url, config);

/** Whether production answers this only to those who have a key: descriptions and figures of the installation. */
export const isClosedWithoutKeys = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url !== undefined && CLOSED_WITHOUT_KEYS.test(url);
