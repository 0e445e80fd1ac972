import type { CallbackVerdict } from '@fasttrack/contracts';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { isCallbackRoute } from '@fasttrack/foundation/http/open-routes';
import type { Metrics } from '@fasttrack/foundation/metrics/metrics';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';
import { callbackEntryOf } from './callback-entry';
import type { CallbackRecorder } from './callback-recorder';
import { judgementOf } from './callback-verdict';
import { redactorOf } from './redactor';

interface Observer {
  readonly metrics: Metrics;
  readonly recorder: CallbackRecorder;
  readonly clock: Clock;
  readonly secrets: readonly string[];
}

/** Counts and records every callback by its verdict, also those that were refused before they were read. */
export function observeCallbacks(fastify: FastifyInstance, observer: Observer): void {
  const count = counterOf(observer.metrics);
  const { recorder, clock } = observer;
  const redact = redactorOf(observer.secrets);
  const seen = new WeakSet<FastifyRequest>();
  // Before the answer leaves, not after: it may never arrive, and the callback has happened.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const judgement = isCallbackRoute(request) && !seen.has(request) ? judgementOf(request) : undefined;
    if (judgement) {
      seen.add(request);
      count(judgement.verdict);
      recorder.record(callbackEntryOf(reply, judgement, { at: clock.now(), redact }));
    }
    done();
  });
  fastify.addHook('onListen', (done) => {
    recorder.start();
    done();
  });
  // Requests have been answered by then, and the store is still open.
  fastify.addHook('onClose', () => recorder.stop());
}

function counterOf({ registry }: Metrics): (verdict: CallbackVerdict) => void {
  const callbacks = new Counter({
    name: 'fasttrack_callbacks_total',
    help: 'Callbacks that came in, by what became of them',
    labelNames: ['verdict'],
    registers: [registry],
  });
  return (verdict) => {
    callbacks.inc({ verdict });
  };
}
