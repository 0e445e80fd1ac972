import type { FastifyRequest, RouteOptions } from 'fastify';
import type { AppConfig } from '../config/app-config';

/** What a route says about who may use it. */
interface Access {
  /** It has a proof of its own. */
  readonly isCallback?: boolean;
  /** It is for everybody: a file of the web app. */
  readonly isOpen?: boolean;
  /** It is for pull workers, who may have a key of their own. */
  readonly isForWorkers?: boolean;
}

const HEALTH = /^\/health(\/|$)/;
const REFERENCE = /^\/(metrics|openapi\.json|docs)(\/|$)/;

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

/** Whether a request comes to a route that takes callbacks. */
export const isCallbackRoute = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as Access).isCallback === true;

/** Whether a registered route is one of the pull workers. */
export const isForWorkers = (config: RouteOptions['config']): boolean =>
  ((config ?? {}) as Access).isForWorkers === true;

/** Whether a request comes to a route of the pull workers. */
export const isWorkerRoute = ({ routeOptions: { config } }: FastifyRequest): boolean => isForWorkers(config);

/** Whether pull workers are shut out: production asks for their key, and there is none. */
export const areWorkersShutOut = ({ environment, workerKey }: Pick<AppConfig, 'environment' | 'workerKey'>): boolean =>
  environment === 'production' && workerKey === null;

/** Whether a request asks for descriptions or figures of this installation. */
export const isReference = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url !== undefined && REFERENCE.test(url);

/** Whether those are closed to all: production asks for a key, and there is none. */
export const isReferenceClosed = ({ environment, apiKeys }: Pick<AppConfig, 'environment' | 'apiKeys'>): boolean =>
  environment === 'production' && apiKeys.length === 0;
