import type { FastifyReply } from 'fastify';

/** A signal that aborts when the caller goes away before it has its whole answer. */
export function hangUpOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const look = (): void => {
    if (!raw.writableFinished) controller.abort();
  };
  if (raw.destroyed) look();
  else raw.once('close', look);
  return controller.signal;
}
