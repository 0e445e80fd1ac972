import { problemOf } from '@fasttrack/foundation/http/problem-codes';
import type { Metrics } from '@fasttrack/foundation/metrics/metrics';
import type { Verdict } from '@fasttrack/jobs/job-callbacks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';

/** What a refused callback was, by the code of its problem. What failed on our side has no verdict: the sender comes again. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['callback.unauthorized', 'unauthorized'],
  ['callback.malformed', 'malformed'],
  ['request.invalid', 'malformed'],
  ['request.payload-too-large', 'malformed'],
  ['request.unsupported-media-type', 'malformed'],
  ['callback.stale-attempt', 'stale attempt'],
  ['job.not-found', 'unknown job'],
]);
const verdicts = new WeakMap<FastifyRequest, Verdict>();

/** Remembers what became of a callback that was proven and understood. */
export const rememberVerdict = (request: FastifyRequest, verdict: Verdict): void => {
  verdicts.set(request, verdict);
};

/** Counts every callback by its verdict, also those that were refused before they were read. */
export function countCallbacks(fastify: FastifyInstance, { registry }: Metrics): void {
  const callbacks = new Counter({
    name: 'fasttrack_callbacks_total',
    help: 'Callbacks that came in, by what became of them',
    labelNames: ['verdict'],
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    if ((request.routeOptions.config as { isCallback?: boolean }).isCallback) {
      const verdict = verdicts.get(request) ?? REFUSALS.get(problemOf(request) ?? '');
      if (verdict !== undefined) callbacks.inc({ verdict });
    }
    done();
  });
}
