import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import type { Metrics } from '../metrics/metrics';

/** Up to what a waiting request may take. */
const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Measures each request by the pattern of its route, never by its path: a path has ids. */
export function measureRequests(fastify: FastifyInstance, { registry }: Metrics): void {
  const durations = new Histogram({
    name: 'fasttrack_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = nameOf(request.routeOptions.url);
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}

/** Each file of the web app is a route of its own, and every build has other names: those of one kind count as one. */
function nameOf(pattern: string | undefined): string {
  if (pattern === undefined) return 'unknown';
  const kind = extname(pattern);
  return kind === '' ? pattern : `*${kind}`;
}
