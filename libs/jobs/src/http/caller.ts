import type { FastifyRequest } from 'fastify';

/** Name under which people act where no key is asked for. */
const WITHOUT_KEY = 'api';

/** Who asks, as the history of a job says it: the name of an API key, or `api`. */
export const callerOf = ({ apiKeyName }: FastifyRequest): string => apiKeyName ?? WITHOUT_KEY;
