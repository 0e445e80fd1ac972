import { setTimeout as delay } from 'node:timers/promises';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { anOperation } from '@fasttrack/jobs/testing/operation-store.contract';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Logger } from '@nestjs/common';
import type { Job } from '../job';
import { applyChange } from '../job-change';
import { JobEvents } from '../job-events';
import { reopen } from '../job-life';
import { ManyChanges } from '../many-changes';
import type { Operation } from './operation';
import { noteOf } from './operation';
import { OperationRunner } from './operation-runner';

const LEASE_MS = 10_000;
const DAY_MS = 86_400_000;

describe('OperationRunner', () => {
  let opened: OpenSqliteStore;
  let events: JobEvents;
  let runner: OperationRunner;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    opened = await openSqliteStore();
    events = new JobEvents();
    runner = makeRunner();
  });
  afterEach(async () => {
    await runner.stop();
    await opened.close();
  });

  function makeRunner(): OperationRunner {
    const { store, clock } = opened;
    return new OperationRunner(store.operations, store, store.scan, new ManyChanges(store.scan, store, events), clock);
  }
  const now = (): Date => opened.clock.now();
  const failed = (): Job => aJob({ status: 'FAILED', attempt: 1, attempts: 1, completedAt: new Date(0) });
  const begun = (overrides: Partial<Operation> = {}): Operation =>
    anOperation({ startedAt: now(), updatedAt: now(), pace: 10_000, ...overrides });
  async function stored(...jobs: readonly Job[]): Promise<void> {
    await opened.store.insert(jobs);
  }
  async function until(id: string, isWanted: (operation: Operation) => boolean): Promise<Operation> {
    for (;;) {
      const operation = await opened.store.operations.find(id);
      if (operation && isWanted(operation)) return operation;
      await delay(10);
    }
  }
  const over = ({ state, lease }: Operation): boolean => state !== 'RUNNING' && !lease;
  const statusOf = async ({ id }: Job): Promise<string | undefined> => (await opened.store.find(id))?.status;
  /** Does as the operation's process did before it was killed. */
  async function changedBy(operation: Operation, job: Job): Promise<Job> {
    const change = reopen(job, { at: now(), by: operation.by, note: noteOf(operation) });
    await opened.store.apply([change]);
    return applyChange(job, change);
  }

  it('goes on where another process was killed, and counts what that one changed last', async () => {
    const [before, half, rest, later] = [failed(), failed(), failed(), failed()];
    await stored(before, half, rest, later);
    const page = await opened.store.list({ status: 'FAILED', order: 'asc', limit: 3 });
    const operation = begun({
      ...{ changed: 1, cursor: page.next!, batch: [half.id, rest.id] },
      lease: { holder: 'killed', until: new Date(now().getTime() + LEASE_MS) },
    });
    for (const job of [before, half]) await changedBy(operation, job);
    await opened.store.operations.insert(operation);
    runner.start();
    opened.clock.advance(LEASE_MS);
    runner.wake();
    await expect(until(operation.id, over)).resolves.toMatchObject({
      ...{ state: 'COMPLETED', changed: 4, skipped: 0, failed: 0, batch: [] },
      finishedAt: now(),
    });
    for (const { id } of [before, half, rest, later]) {
      const { history, status } = (await opened.store.find(id))!;
      expect({ status, retries: history.filter(({ event }) => event === 'retried').length }).toEqual({
        ...{ status: 'PENDING', retries: 1 },
      });
    }
  });

  it('leaves an operation to the process that holds it', async () => {
    const job = failed();
    await stored(job);
    const operation = begun({ lease: { holder: 'other', until: new Date(now().getTime() + LEASE_MS) } });
    await opened.store.operations.insert(operation);
    runner.start();
    opened.clock.advance(LEASE_MS - 1);
    runner.wake();
    await delay(100);
    await expect(opened.store.operations.find(operation.id)).resolves.toEqual(operation);
    await expect(statusOf(job)).resolves.toBe('FAILED');
  });

  it('believes no lease that lasts longer than any: the clock was set back', async () => {
    await stored(failed());
    const operation = begun({ lease: { holder: 'killed', until: new Date(now().getTime() + 3_600_000) } });
    await opened.store.operations.insert(operation);
    runner.start();
    runner.wake();
    await expect(until(operation.id, over)).resolves.toMatchObject({ state: 'COMPLETED', changed: 1 });
  });

  it('works on an operation in one process only', async () => {
    const jobs = Array.from({ length: 300 }, failed);
    await stored(...jobs);
    const others = Array.from({ length: 4 }, makeRunner);
    await opened.store.operations.insert(begun({ id: 'one', total: 300 }));
    for (const one of [runner, ...others]) one.start();
    for (const one of [runner, ...others]) one.wake();
    await expect(until('one', over)).resolves.toMatchObject({ changed: 300, skipped: 0, failed: 0 });
    await Promise.all(others.map((one) => one.stop()));
  });

  it('changes nothing more for an operation that was aborted, and counts what its process changed', async () => {
    const [half, rest] = [failed(), failed()];
    await stored(half, rest);
    const operation = begun({ state: 'ABORTED', finishedAt: now(), batch: [half.id, rest.id] });
    await changedBy(operation, half);
    await opened.store.operations.insert(operation);
    runner.start();
    runner.wake();
    const done = await until(operation.id, ({ batch }) => batch.length === 0);
    expect(done).toMatchObject({ state: 'ABORTED', changed: 1, skipped: 1 });
    await expect(statusOf(rest)).resolves.toBe('FAILED');
  });

  it('leaves alone what ended after the operation began, and what is gone', async () => {
    const [old, young] = [failed(), { ...failed(), completedAt: new Date(now().getTime() + 1) }];
    await stored(old, young);
    const operation = begun({ batch: [young.id, 'removed'] });
    await opened.store.operations.insert(operation);
    runner.start();
    runner.wake();
    // The one that ended too late is met twice: in the batch that was left, and on the way.
    await expect(until(operation.id, over)).resolves.toMatchObject({ changed: 1, skipped: 3, failed: 0 });
    await expect(statusOf(young)).resolves.toBe('FAILED');
  });

  it('cancels a job that was being run when it came by, and waits again since', async () => {
    const job = aJob({ attempt: 1, attempts: 1 });
    await stored(job);
    const operation = begun({ action: 'cancel', filter: {}, walk: 1 });
    await opened.store.operations.insert(operation);
    runner.start();
    await expect(until(operation.id, over)).resolves.toMatchObject({ state: 'COMPLETED', changed: 1 });
    expect(await statusOf(job)).toBe('CANCELLED');
  });

  it('ends an operation with the reason when it can never go on', async () => {
    await stored(failed());
    const operation = begun({ cursor: 'forged' });
    await opened.store.operations.insert(operation);
    runner.start();
    runner.wake();
    await expect(until(operation.id, over)).resolves.toMatchObject({
      ...{ state: 'FAILED', error: expect.stringContaining('cursor') as string, changed: 0 },
      finishedAt: now(),
    });
  });

  it('hands an operation back when it stops', async () => {
    await stored(...Array.from({ length: 5 }, failed));
    const operation = begun({ pace: 1 });
    await opened.store.operations.insert(operation);
    runner.start();
    runner.wake();
    await until(operation.id, ({ batch }) => batch.length > 0);
    await runner.stop();
    const left = await opened.store.operations.find(operation.id);
    expect(left).toMatchObject({ state: 'RUNNING', batch: [] });
    expect(left).not.toHaveProperty('lease');
    runner = makeRunner();
    await opened.store.operations.replace({ ...left!, pace: 10_000 });
    runner.start();
    runner.wake();
    await expect(until(operation.id, over)).resolves.toMatchObject({ state: 'COMPLETED', changed: 5 });
  });

  it('removes operations after 30 days', async () => {
    const ended = begun({ state: 'COMPLETED', finishedAt: now() });
    await opened.store.operations.insert(ended);
    opened.clock.advance(30 * DAY_MS);
    runner.start();
    runner.wake();
    await delay(100);
    await expect(opened.store.operations.find(ended.id)).resolves.toEqual(ended);
    opened.clock.advance(DAY_MS);
    runner.wake();
    for (;;) {
      if ((await opened.store.operations.find(ended.id)) === null) break;
      await delay(10);
    }
  });
});
