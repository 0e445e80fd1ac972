import type { FastifyRequest } from 'fastify';

/** The API stands at the root and, the same, under this prefix. */
const API_PREFIX = '/api';

/** Takes the prefix off a request path; `/apiary` stays. */
export function withoutPrefix(url: string): string {
  if (!url.startsWith(API_PREFIX)) return url;
  const rest = url.slice(API_PREFIX.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** The path of a request, without prefix and query. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';

/** The path of a request as an answer may repeat it: the token of a callback is left out. */
export const shownPathOf = (request: FastifyRequest): string =>
  pathOf(request).replace(/^((?:\/jobs)?\/webhook\/callback\/).+/, '$1:token');

/** Whether the caller came by the prefix. */
export const hasPrefix = (request: FastifyRequest): boolean =>
  withoutPrefix(request.originalUrl) !== request.originalUrl;

/** A link for the answer: relative to the host, with the prefix by which the caller came. */
export const linkPath = (request: FastifyRequest, path: string): string =>
  hasPrefix(request) ? `${API_PREFIX}${path}` : path;
