import { v7 as uuidv7 } from 'uuid';
import type { IdempotencyKeys, KeyRecord } from '../src/idempotency-keys.port';

const HOUR_MS = 3_600_000;

/** The keys of a store on its own empty place. */
export interface OpenKeys {
  readonly keys: IdempotencyKeys;
  /** Closes the store and opens the same keys again. */
  reopen(): Promise<OpenKeys>;
  close(): Promise<void>;
}

/** A record made just now that stands for a day; name only what matters. A server may remove old ones by its own clock. */
export function aKeyRecord(overrides: Partial<KeyRecord> = {}): KeyRecord {
  const createdAt = overrides.createdAt ?? new Date();
  const expiresAt = new Date(createdAt.getTime() + 24 * HOUR_MS);
  const jobIds = [uuidv7()];
  return { scope: 'shop', key: 'order-1', fingerprint: 'f'.repeat(64), jobIds, createdAt, expiresAt, ...overrides };
}

const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

/** What every adapter of `IdempotencyKeys` must do. */
export function describeIdempotencyKeys(adapter: string, open: () => Promise<OpenKeys>): void {
  describe(`IdempotencyKeys contract: ${adapter}`, () => {
    let opened: OpenKeys;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('gives back every field of the first record, whoever asks later', async () => {
      const first = aKeyRecord({ jobIds: [uuidv7(), null, uuidv7()] });
      await expect(opened.keys.keep(first)).resolves.toEqual(first);
      await expect(opened.keys.keep(aKeyRecord({ fingerprint: '0'.repeat(64) }))).resolves.toEqual(first);
      await expect(opened.keys.find(first, new Date())).resolves.toEqual(first);
    });

    it('knows nothing of a key that nobody used, and takes none by being asked', async () => {
      const record = aKeyRecord();
      await expect(opened.keys.find(record, new Date())).resolves.toBeNull();
      await expect(opened.keys.keep(record)).resolves.toEqual(record);
    });

    it('keeps scopes and keys apart, to the letter', async () => {
      const keys = ['a', 'A', 'a.', '$a', 'a"b\\', `~!${'k'.repeat(253)}`];
      const records = ['', 'shop', 'Shop', 'a'].flatMap((scope) => keys.map((key) => aKeyRecord({ scope, key })));
      for (const record of records) await expect(opened.keys.keep(record)).resolves.toEqual(record);
      for (const record of records) await expect(opened.keys.find(record, new Date())).resolves.toEqual(record);
    });

    it('keeps a record of 1000 jobs', async () => {
      const record = aKeyRecord({ jobIds: Array.from({ length: 1000 }, () => uuidv7()) });
      await opened.keys.keep(record);
      await expect(opened.keys.keep(aKeyRecord())).resolves.toEqual(record);
    });

    it('still knows its records after it was opened again', async () => {
      const record = aKeyRecord();
      await opened.keys.keep(record);
      opened = await opened.reopen();
      await expect(opened.keys.keep(aKeyRecord())).resolves.toEqual(record);
    });

    it('frees a key at the end of its time, and not before', async () => {
      const first = aKeyRecord();
      const { expiresAt } = first;
      await opened.keys.keep(first);
      const [early, due] = [later(expiresAt, -1), expiresAt];
      await expect(opened.keys.find(first, early)).resolves.toEqual(first);
      await expect(opened.keys.keep(aKeyRecord({ createdAt: early }))).resolves.toEqual(first);
      await expect(opened.keys.find(first, due)).resolves.toBeNull();
      const second = aKeyRecord({ createdAt: due });
      await expect(opened.keys.keep(second)).resolves.toEqual(second);
      await expect(opened.keys.find(first, due)).resolves.toEqual(second);
    });

    it.each([1, 2, 3])('lets one of 50 who come at once win (round %i)', async () => {
      const records = Array.from({ length: 50 }, () => aKeyRecord());
      const standing = await Promise.all(records.map((record) => opened.keys.keep(record)));
      expect(records).toContainEqual(standing[0]);
      expect(new Set(standing.map(({ jobIds }) => jobIds[0])).size).toBe(1);
    });

    it('lets one of 50 who come at once take a key that has expired', async () => {
      const first = aKeyRecord();
      await opened.keys.keep(first);
      const records = Array.from({ length: 50 }, () => aKeyRecord({ createdAt: first.expiresAt }));
      const standing = await Promise.all(records.map((record) => opened.keys.keep(record)));
      expect(records).toContainEqual(standing[0]);
      expect(new Set(standing.map(({ jobIds }) => jobIds[0])).size).toBe(1);
    });

    it('answers each of many keys that come at once with its own record', async () => {
      const records = Array.from({ length: 300 }, (_, n) => aKeyRecord({ key: `k${n % 200}` }));
      const standing = await Promise.all(records.map((record) => opened.keys.keep(record)));
      standing.forEach(({ key, jobIds }, n) => {
        expect(key).toBe(`k${n % 200}`);
        expect(jobIds).toEqual(standing[n % 200]?.jobIds);
      });
      expect(new Set(standing.map(({ jobIds }) => jobIds[0])).size).toBe(200);
    });

    it('rejects with StoreUnavailableError once the store is closed', async () => {
      const { keys } = opened;
      await opened.close();
      await expect(keys.keep(aKeyRecord())).rejects.toMatchObject({ code: 'store.unavailable' });
      await expect(keys.find(aKeyRecord(), new Date())).rejects.toMatchObject({ code: 'store.unavailable' });
      opened = await open();
    });
  });
}
