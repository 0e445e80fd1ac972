import { Worker } from 'node:worker_threads';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { failThread } from '@fasttrack/storage/testing/fail-thread';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

const SEARCH = { search: 'hello', limit: 10 };

describe('The reader thread', () => {
  let opened: OpenSqliteStore;
  let sent: jest.SpyInstance;
  beforeEach(async () => {
    opened = await openSqliteStore();
    sent = jest.spyOn(Worker.prototype, 'postMessage');
  });
  afterEach(async () => {
    sent.mockRestore();
    await opened.close();
  });

  /** Threads that were sent a list. */
  const readers = (): Set<Worker> => {
    const lists = sent.mock.calls.map(([message]) => (message as { kind?: string } | null)?.kind === 'list');
    return new Set(sent.mock.contexts.filter((_worker, at) => lists[at]) as Worker[]);
  };

  it('is not started by pages of one index, by gets and figures', async () => {
    const [job] = [aJob()];
    await opened.store.insert([job]);
    await opened.store.list({ limit: 10 });
    await opened.store.list({ status: 'PENDING', type: 'prompt', sort: 'createdAt', order: 'asc', limit: 10 });
    await opened.store.find(job.id);
    await opened.store.counts();
    expect(readers().size).toBe(0);
  });

  it('reads what takes long, one thread for all, and sees what was acknowledged before', async () => {
    await opened.store.insert([aJob()]);
    const queries = [
      SEARCH,
      { tag: 'a', limit: 1 },
      { key: 'b', limit: 1 },
      { sort: 'type', limit: 1 },
      { offset: 1, limit: 1 },
    ];
    const pages = await Promise.all(queries.map((query) => opened.store.list(query as typeof SEARCH)));
    expect(pages.map(({ rows }) => rows.length)).toEqual([1, 0, 0, 1, 0]);
    expect(readers().size).toBe(1);
  });

  it('gives instants as instants and a lease in wall time', async () => {
    await opened.store.insert([aJob()]);
    opened.clock.jump(-3_600_000);
    await opened.store.claim({ holder: 'x', leaseMs: 1000 }, 1);
    const { rows } = await opened.store.list(SEARCH);
    expect(rows[0]?.lease?.until).toEqual(new Date(opened.clock.now().getTime() + 1000));
    expect(rows).toEqual((await opened.store.list({ limit: 10 })).rows);
  });

  it('refuses a bad cursor as the store does', async () => {
    await expect(opened.store.list({ ...SEARCH, cursor: 'forged' })).rejects.toMatchObject({
      faults: [{ pointer: '?cursor' }],
    });
  });

  it('ends: what was asked of it is unavailable, and the next list starts another', async () => {
    await opened.store.insert([aJob()]);
    await opened.store.list(SEARCH);
    const [reader] = readers();
    const before = opened.store.list(SEARCH);
    const fault = failThread(reader as Worker);
    const asked = Array.from({ length: 50 }, () => opened.store.list(SEARCH));
    await fault;
    await expect(before).resolves.toMatchObject({ total: 1 });
    const settled = await Promise.allSettled(asked);
    const lost = settled.filter(({ status }) => status === 'rejected');
    expect(lost).toHaveLength(50);
    for (const one of lost) expect(one).toMatchObject({ reason: { code: 'store.unavailable' } });
    await expect(opened.store.list(SEARCH)).resolves.toMatchObject({ total: 1 });
    expect(readers().size).toBe(2);
  });

  it('answers what was asked before the store was closed, and nothing after', async () => {
    await opened.store.insert([aJob()]);
    const asked = opened.store.list(SEARCH);
    const closed = opened.store.close();
    await expect(asked).resolves.toMatchObject({ total: 1 });
    await closed;
    await expect(opened.store.list(SEARCH)).rejects.toMatchObject({ code: 'store.unavailable' });
    opened = await opened.reopen();
  });
});
