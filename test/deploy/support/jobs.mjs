import { eventually } from './run.mjs';

/** Submits a job at `base` and gives it. */
export async function submit(base, prompt) {
  const answer = await fetch(`${base}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

export const read = async (base, id) => (await fetch(`${base}/jobs/${id}`)).json();

/** The job once it has a status. */
export const reaches = (base, id, status) =>
  eventually(`job ${id} is ${status}`, async () => {
    const job = await read(base, id);
    return job.status === status && job;
  });

/** When the server at `base` can store jobs. */
export const ready = (base) =>
  eventually(`${base} is ready`, async () => (await fetch(`${base}/health/ready`)).ok, 60_000);
