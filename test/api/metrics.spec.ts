import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

/** Values by name and labels: `name{label="value",…}`, labels in order. */
type Samples = ReadonlyMap<string, number>;

const sampleOf = (name: string, labels: Readonly<Record<string, string | number>> = {}): string => {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.sort().join(',')}}`;
};

/** Reads the text format of Prometheus: every line is a comment, empty, or a sample. */
function parse(text: string): Samples {
  const samples = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('# '))) {
    const [, name, labels = '', value] = /^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new RangeError(`no sample: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, of]) => [label, of]);
    samples.set(sampleOf(name, Object.fromEntries(pairs) as Record<string, string>), Number(value));
  }
  return samples;
}

async function scrape(app: TestApp): Promise<Samples> {
  const { status, headers, text } = await app.get('/metrics');
  expect({ status, type: headers['content-type'] }).toEqual({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
  });
  return parse(text);
}

const hasEnded = ({ status }: { status: string }): boolean => !['PENDING', 'PROCESSING'].includes(status);

describe('metrics of a known story', () => {
  let app: TestApp;
  let samples: Samples;
  let ids: string[];
  const value = (name: string, labels?: Readonly<Record<string, string | number>>) =>
    samples.get(sampleOf(name, labels));

  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    const jobs = [await app.submit(), await app.submit(), await app.submit(), await app.submit()];
    ids = jobs.map(({ id }) => id);
    const [first, second, third] = ids;
    await app.callback({ jobId: first, result: '{}' });
    await app.callback({ jobId: first, result: '{}' });
    await app.callback({ jobId: first, result: '{}', attempt: 7 });
    await app.callback({ jobId: second, status: 'FAILED', error: 'no' });
    await app.post(`/jobs/${third}/cancel`);
    await app.callback({ jobId: ids[3], result: '{}', attempt: 7 });
    await app.callback({ jobId: 'nobody', result: '{}' });
    await app.callback({ result: '{}' });
    await app.send('POST', '/webhook/callback', { headers: { 'content-type': 'text/plain' }, body: 'x' });
    await app.post('/webhook/callback', { jobId: first, result: '{}' }, { 'x-shared-secret': 'wrong' });
    await app.get(`/jobs/${first}`);
    await app.get('/nowhere/at/all');
    samples = await scrape(app);
  });
  afterAll(() => app.close());

  it('counts jobs that were created and that ended', () => {
    expect(value('fasttrack_jobs_created_total', { type: 'prompt' })).toBe(4);
    expect(value('fasttrack_jobs_finished_total', { type: 'prompt', status: 'COMPLETED' })).toBe(1);
    expect(value('fasttrack_jobs_finished_total', { type: 'prompt', status: 'FAILED' })).toBe(1);
    expect(value('fasttrack_jobs_finished_total', { type: 'prompt', status: 'CANCELLED' })).toBe(1);
  });

  it('counts no run where none was', () => {
    expect([...samples.keys()].filter((name) => name.startsWith('fasttrack_attempts_total'))).toEqual([]);
  });

  it.each([
    ['accepted', 2],
    ['duplicate', 1],
    ['late', 1],
    ['stale attempt', 1],
    ['unknown job', 1],
    ['malformed', 1],
    ['unauthorized', 2],
  ])('counts callbacks: %s', (verdict, count) => {
    expect(value('fasttrack_callbacks_total', { verdict })).toBe(count);
  });

  it('says what waits, and since when', async () => {
    expect(value('fasttrack_jobs_pending', { type: 'prompt' })).toBe(1);
    const { createdAt } = await app.job(ids[3]!);
    expect(value('fasttrack_oldest_waiting_timestamp_seconds')).toBe(new Date(createdAt).getTime() / 1000);
  });

  it('names requests by their route', () => {
    const count = 'fasttrack_http_request_duration_seconds_count';
    expect(value(count, { method: 'POST', route: '/jobs', status: 201 })).toBe(4);
    expect(value(count, { method: 'GET', route: '/jobs/:id', status: 200 })).toBe(1);
    expect(value(count, { method: 'GET', route: 'unknown', status: 404 })).toBe(1);
  });

  it('has no id in any label', () => {
    expect([...samples.keys()].filter((name) => ids.some((id) => name.includes(id)))).toEqual([]);
    expect([...samples.keys()].filter((name) => name.includes('nowhere'))).toEqual([]);
  });

  it('says that the store is there, and how the process is', () => {
    expect(value('fasttrack_dependency_up', { dependency: 'store' })).toBe(1);
    expect(value('process_start_time_seconds')).toBeGreaterThan(0);
  });

  it('shows no slots where nothing is claimed', () => {
    expect([...samples.keys()].filter((name) => name.startsWith('fasttrack_slots'))).toEqual([]);
  });
});

describe('metrics of runs', () => {
  it('measures waits and runs, and shows the slots', async () => {
    const app = await startTestApp();
    const jobs = [await app.submit(), await app.submit()];
    for (const { id } of jobs) await app.until(id, hasEnded);
    const samples = await scrape(app);
    await app.close();
    const prompt = { type: 'prompt' };
    expect(samples.get(sampleOf('fasttrack_job_wait_seconds_count', prompt))).toBe(2);
    expect(samples.get(sampleOf('fasttrack_job_run_seconds_count', prompt))).toBe(2);
    expect(samples.get(sampleOf('fasttrack_job_run_seconds_sum', prompt))).toBeLessThan(20);
    expect(samples.get(sampleOf('fasttrack_attempts_total', { ...prompt, outcome: 'completed' }))).toBe(2);
    expect(samples.get(sampleOf('fasttrack_slots_total', { executor: 'simulated' }))).toBe(1000);
    expect(samples.get(sampleOf('fasttrack_slots_used', { executor: 'simulated' }))).toBeLessThanOrEqual(2);
    expect(samples.has('fasttrack_oldest_waiting_timestamp_seconds')).toBe(false);
    expect(samples.get(sampleOf('fasttrack_jobs_pending', prompt))).toBe(0);
  });
});

describe('metrics without a store', () => {
  it('answers all the same, says that it is away, and passes no old figure for a new one', async () => {
    const app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.submit();
    await app.closeStore();
    const samples = await scrape(app);
    await app.close();
    expect(samples.get(sampleOf('fasttrack_dependency_up', { dependency: 'store' }))).toBe(0);
    expect([...samples.keys()].filter((name) => name.startsWith('fasttrack_jobs_pending'))).toEqual([]);
    expect(samples.has('fasttrack_oldest_waiting_timestamp_seconds')).toBe(false);
    expect(samples.get(sampleOf('fasttrack_jobs_created_total', { type: 'prompt' }))).toBe(1);
  });
});
