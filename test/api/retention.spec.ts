import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);
const ended = (days: number, overrides: Partial<Job> = {}): Job =>
  aJob({ status: 'COMPLETED', createdAt: daysAgo(days), completedAt: daysAgo(days), ...overrides });

describe('jobs that ended long ago', () => {
  let app: TestApp;
  let directory: string;
  const old = [ended(31), ended(31, { status: 'FAILED' }), ended(8, { type: 'report' })];
  const kept = [
    ...[ended(29), aJob({ createdAt: daysAgo(300), type: 'report' }), ended(31, { type: 'report', status: 'FAILED' })],
    ended(400, { type: 'email', status: 'CANCELLED' }),
  ];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fasttrack-retention-'));
    const file = join(directory, 'types.json');
    const types = {
      report: { executor: 'pull', retention: { completed: 7, failed: 60 } },
      email: { retention: { cancelled: 0 } },
    };
    writeFileSync(file, JSON.stringify(types));
    app = await startTestApp({ JOB_TYPES_FILE: file, WORKER_ENABLED: 'false' }, async (store) => {
      await store.insert([...old, ...kept]);
    });
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  const isGone = async (id: string): Promise<boolean> => {
    for (let tries = 0; tries < 250; tries++) {
      if ((await app.get(`/jobs/${id}`)).status === 404) return true;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    return false;
  };

  it('are removed by the sweeps, each kind when its type says, and the others stay', async () => {
    for (const { id } of old) await expect(isGone(id)).resolves.toBe(true);
    for (const { id } of kept) expect((await app.get(`/jobs/${id}`)).status).toBe(200);
    const { body } = await app.get<{ total: number; byType: Record<string, Record<string, number>> }>('/stats');
    expect(body).toMatchObject({ total: kept.length, byType: { prompt: { COMPLETED: 1, FAILED: 0 } } });
  });

  it('are counted and logged when they go', async () => {
    const { text } = await app.get('/metrics');
    expect(text).toMatch(/fasttrack_jobs_removed_total\{type="report",status="COMPLETED"\} 1/);
    expect(text).toMatch(/fasttrack_jobs_removed_total\{type="prompt",status="FAILED"\} 1/);
    expect(app.logs.filter((line) => line.includes('ended jobs removed')).length).toBeGreaterThan(0);
  });
});
