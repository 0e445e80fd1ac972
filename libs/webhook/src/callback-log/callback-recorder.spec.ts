import type { CallbackEntry } from '@fasttrack/contracts';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import type { CallbackLog, CallbackQuery, CallbackShelf } from '@fasttrack/jobs/callbacks/callback-log.port';
import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Logger } from '@nestjs/common';
import { CallbackRecorder } from './callback-recorder';

const DAY_MS = 86_400_000;

/** The log of a store, which can be taken away for a while. */
class InterruptedLog implements CallbackLog {
  isAway = false;
  /** Id of an entry that it never takes. */
  refused: string | undefined;
  readonly batches: number[] = [];

  constructor(private readonly log: CallbackLog) {}

  append(entries: readonly CallbackEntry[]): Promise<void> {
    this.batches.push(entries.length);
    const isRefused = this.isAway || entries.some(({ id }) => id === this.refused);
    return isRefused ? Promise.reject(new StoreUnavailableError(new Error('away'))) : this.log.append(entries);
  }
  list(query: CallbackQuery): Promise<readonly CallbackEntry[]> {
    return this.log.list(query);
  }
  version(): Promise<string> {
    return this.log.version();
  }
  trim(shelves: readonly CallbackShelf[]): Promise<void> {
    return this.log.trim(shelves);
  }
  prune(before: Date): Promise<number> {
    return this.log.prune(before);
  }
}

describe('CallbackRecorder', () => {
  let opened: OpenSqliteStore;
  let log: InterruptedLog;
  let metrics: Metrics;
  let recorder: CallbackRecorder;

  const recorderOf = (retentionDays = 0): CallbackRecorder => {
    metrics = new Metrics();
    return new CallbackRecorder(log, opened.clock, { retentionDays } as AppConfig, metrics);
  };
  const ids = async (query: Partial<CallbackQuery> = {}): Promise<string[]> =>
    (await log.list({ limit: 100_000, ...query })).map(({ id }) => id).reverse();
  const notLogged = async (): Promise<number> =>
    Number(/^fasttrack_callbacks_not_logged_total (\d+)$/m.exec(await metrics.text())?.[1]);
  const record = (count: number, overrides: Partial<CallbackEntry> = {}): CallbackEntry[] => {
    const entries = Array.from({ length: count }, () => aCallback(overrides));
    for (const entry of entries) recorder.record(entry);
    return entries;
  };

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    opened = await openSqliteStore();
    log = new InterruptedLog(opened.store.callbacks);
    recorder = recorderOf();
  });
  afterEach(async () => {
    await recorder.stop();
    await opened.close();
  });

  it('writes what was recorded some moments later, by few writes', async () => {
    recorder.start();
    const entries = record(450);
    expect(log.batches).toEqual([]);
    await eventually(async () => {
      expect(await ids()).toEqual(entries.map(({ id }) => id));
    });
    expect(log.batches).toEqual([200, 200, 50]);
  });

  it('writes at once what somebody waits for, also what comes while it writes', async () => {
    const first = record(1);
    const flushed = recorder.flush();
    const second = record(1);
    await Promise.all([flushed, recorder.flush()]);
    await expect(ids()).resolves.toEqual([...first, ...second].map(({ id }) => id));
  });

  it('writes the rest when it stops', async () => {
    const entries = record(3);
    const strangers = record(13, { verdict: 'unauthorized' });
    await recorder.stop();
    const kept = [...entries, ...strangers.slice(0, 10), strangers[12]!].map(({ id }) => id);
    await expect(ids()).resolves.toEqual(kept);
  });

  it('holds what the store refuses, and writes it when the store is back', async () => {
    log.isAway = true;
    const entries = record(300);
    await recorder.flush();
    entries.push(...record(1));
    await recorder.flush();
    await expect(ids()).resolves.toEqual([]);
    log.isAway = false;
    await recorder.flush();
    await expect(ids()).resolves.toEqual(entries.map(({ id }) => id));
    await expect(notLogged()).resolves.toBe(0);
  });

  describe('after minutes', () => {
    let now: number;
    beforeEach(() => {
      now = 0;
      jest.spyOn(performance, 'now').mockImplementation(() => now);
    });
    afterEach(() => jest.restoreAllMocks());

    const flushFor = async (seconds: number): Promise<void> => {
      for (const until = now + seconds * 1000; now < until; now += 1000) await recorder.flush();
    };

    it('still holds what a store refuses that is away', async () => {
      log.isAway = true;
      const entries = record(1000);
      await flushFor(200);
      log.isAway = false;
      await recorder.flush();
      await expect(ids()).resolves.toEqual(entries.map(({ id }) => id));
      await expect(notLogged()).resolves.toBe(0);
    });

    it.each([0, 100, 199, 299])('gives up the one that a store never takes, and no other: %i', async (at) => {
      const entries = record(300);
      log.refused = entries[at]?.id;
      await flushFor(130);
      entries.push(...record(1));
      await flushFor(70);
      const wanted = entries.map(({ id }) => id).filter((id) => id !== log.refused);
      await expect(ids()).resolves.toEqual(wanted);
      await expect(notLogged()).resolves.toBe(1);
    });
  });

  it('holds no more than ten thousand, and counts the others', async () => {
    log.isAway = true;
    const entries = record(10_007);
    log.isAway = false;
    await recorder.flush();
    await expect(ids()).resolves.toEqual(entries.slice(0, 10_000).map(({ id }) => id));
    await expect(notLogged()).resolves.toBe(7);
  });

  it('makes eleven entries of ten thousand calls without proof, and counts the others', async () => {
    record(10_000, { verdict: 'unauthorized' });
    await recorder.stop();
    const entries = await log.list({ limit: 100 });
    expect(entries).toHaveLength(11);
    expect(entries[0]).toMatchObject({ verdict: 'unauthorized', leftOut: 9989 });
    await expect(notLogged()).resolves.toBe(9989);
  });

  it('lets a job that is called back without end push out nothing but its own repeats', async () => {
    const accepted = record(1, { jobId: 'noisy' });
    const others = record(10, { verdict: 'duplicate', jobId: 'calm' });
    await recorder.flush();
    for (let n = 0; n < 10; n++) {
      record(50, { verdict: 'duplicate', jobId: 'noisy' });
      await recorder.flush();
    }
    const noisy = await ids({ jobId: 'noisy', verdict: 'duplicate' });
    expect(noisy.length).toBeLessThanOrEqual(40);
    expect(noisy.length).toBeGreaterThanOrEqual(20);
    await expect(ids({ jobId: 'noisy', verdict: 'accepted' })).resolves.toEqual([accepted[0]?.id]);
    await expect(ids({ jobId: 'calm' })).resolves.toEqual(others.map(({ id }) => id));
  });

  it('keeps no more of one verdict than it has room for', async () => {
    const accepted = record(10);
    for (let n = 0; n < 30; n++) {
      record(100, { verdict: 'malformed' });
      await recorder.flush();
    }
    const malformed = (await ids({ verdict: 'malformed' })).length;
    expect(malformed).toBeGreaterThanOrEqual(2000);
    expect(malformed).toBeLessThanOrEqual(2100);
    await expect(ids({ verdict: 'accepted' })).resolves.toEqual(accepted.map(({ id }) => id));
  });

  it('removes what is older than jobs are kept', async () => {
    const now = opened.clock.now().getTime();
    const [old] = record(1, { at: new Date(now - 8 * DAY_MS).toISOString() });
    const [young] = record(1, { at: new Date(now - 6 * DAY_MS).toISOString() });
    await recorder.flush();
    await expect(ids()).resolves.toEqual([old?.id, young?.id]);
    const other = recorderOf(7);
    other.start();
    await eventually(async () => {
      expect(await ids()).toEqual([young?.id]);
    });
    await other.stop();
  });
});
