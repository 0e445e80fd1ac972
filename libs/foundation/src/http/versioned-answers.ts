import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Some fields of an answer depend on the time (what a job waits for): an answer is believed for this long. */
const SLOT_MS = 30_000;

const isVersioned = (request: FastifyRequest): boolean =>
  ['GET', 'HEAD'].includes(request.method) &&
  (request.routeOptions.config as { isVersioned?: boolean }).isVersioned === true;

/** A cache on the way may have dropped or added the mark of a weak tag: only what stands in quotes is compared. */
const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => opaque(one) === opaque(etag));

/**
 * Answers 304 before anything is read when the caller already has this version of the store. `version` must take the
 * number before the read, so that a change in between can only make an answer newer than its tag; while it is `null`
 * there is no tag.
 */
export function answerUnchanged(
  fastify: FastifyInstance,
  version: () => Promise<string | null>,
  now: () => Date,
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isVersioned(request)) return;
    const current = await version();
    if (current === null) return;
    const etag = `W/"${current}.${Math.floor(now().getTime() / SLOT_MS)}"`;
    void reply.header('etag', etag);
    if (matches(request.headers['if-none-match'], etag)) await reply.status(304).send();
  });
}
