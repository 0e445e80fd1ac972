import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyReply {
    /** Gives this answer the tag of the store as it is now. Tells whether the caller has that version already. */
    isUnchanged(): Promise<boolean>;
  }
}

/** Some fields of an answer depend on the time (what a job waits for): an answer is believed for this long. */
const SLOT_MS = 30_000;

const isVersioned = (request: FastifyRequest): boolean =>
  ['GET', 'HEAD'].includes(request.method) &&
  (request.routeOptions.config as { isVersioned?: boolean }).isVersioned === true;

/** Who waits for a change is told at the end of the wait whether there was one: its route asks `isUnchanged` then. */
const isWaiting = ({ query }: FastifyRequest): boolean => (query as { wait?: unknown }).wait !== undefined;

/** A cache on the way may have dropped or added the mark of a weak tag: only what stands in quotes is compared. */
const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => opaque(one) === opaque(etag));

/** Gives an answer the tag of a version. Tells whether the caller has that version already. */
export function isKnown(reply: FastifyReply, version: string, now: Date): boolean {
  const etag = `W/"${version}.${Math.floor(now.getTime() / SLOT_MS)}"`;
  void reply.header('etag', etag);
  return matches(reply.request.headers['if-none-match'], etag);
}

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
  fastify.decorateReply('isUnchanged', async function (this: FastifyReply) {
    const current = await version();
    return current !== null && isKnown(this, current, now());
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isVersioned(request) || isWaiting(request)) return;
    if (await reply.isUnchanged()) await reply.status(304).send();
  });
}
