import type { Job } from '@fasttrack/jobs/job';

type Result = Readonly<Record<string, unknown>>;

/** What a worker of each type would say; what it names comes from the payload or the job, so that it is the same each time. */
const RESULTS: Readonly<Record<string, (job: Job, now: Date) => Result>> = {
  email: ({ id }, now) => ({ status: 'sent', messageId: `<${id}@simulated.example>`, timestamp: now.toISOString() }),
  report: ({ id, payload }, now) => ({
    status: 'ready',
    file: `${String(payload['report_type'])}-${id}.${String(payload['format'])}`,
    rows: 42,
    timestamp: now.toISOString(),
  }),
  notification: ({ payload }, now) => ({
    status: 'delivered',
    channel: payload['channel'],
    timestamp: now.toISOString(),
  }),
};

/** The stand-in's result of a job, as the JSON text that a workflow would send. */
export function simulatedResult(job: Job, now: Date): string {
  const { prompt } = job.payload;
  return JSON.stringify({
    success: true,
    message: 'Job completed',
    simulated: true,
    ...(typeof prompt === 'string' && { promptLength: prompt.length }),
    attempt: job.attempt,
    ...RESULTS[job.type]?.(job, now),
  });
}
