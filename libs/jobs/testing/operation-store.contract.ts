import { v7 as uuidv7 } from 'uuid';
import type { Operation } from '../src/operations/operation';
import { counted, ended, held, released } from '../src/operations/operation';
import type { OperationStore } from '../src/operations/operation-store.port';

/** A store on its own empty place. */
export interface OpenOperationStore {
  readonly operations: OperationStore;
  reopen(): Promise<OpenOperationStore>;
  close(): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** A retry of everything that has just begun; name only what matters. */
export function anOperation(overrides: Partial<Operation> = {}): Operation {
  return {
    ...{ id: uuidv7(), action: 'retry', filter: {}, state: 'RUNNING', pace: 100, by: 'api', revision: 0 },
    ...{ total: 3, changed: 0, skipped: 0, failed: 0, walk: 0, batch: [] },
    startedAt: new Date(START),
    updatedAt: new Date(START),
    ...overrides,
  };
}

/** What every adapter of `OperationStore` must do. */
export function describeOperationStore(adapter: string, open: () => Promise<OpenOperationStore>): void {
  describe(`OperationStore contract: ${adapter}`, () => {
    let opened: OpenOperationStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const insert = async (...all: readonly Operation[]): Promise<void> => {
      for (const operation of all) await opened.operations.insert(operation);
    };

    it('gives back every field it was given, also after it was opened again', async () => {
      const at = new Date(START + 5000);
      const operation = anOperation({
        action: 'cancel',
        filter: {
          ...{
            status: 'PENDING',
            type: 'report',
            tag: 't',
            key: '$where',
            search: '{"$gt": ""} OR 1=1',
            resultValid: false,
          },
          createdAfter: new Date(START - 1),
          createdBefore: new Date(START + 1),
        },
        by: 'shop',
        ...{ total: 7, changed: 1, skipped: 2, failed: 3, walk: 1, cursor: 'c', batch: [uuidv7(), uuidv7()] },
        lease: { holder: 'h', until: at },
        error: 'words',
        ...{ updatedAt: at, finishedAt: at },
      });
      await insert(operation);
      await expect(opened.operations.find(operation.id)).resolves.toEqual(operation);
      opened = await opened.reopen();
      await expect(opened.operations.find(operation.id)).resolves.toEqual(operation);
    });

    it('answers null for an unknown id', async () => {
      await expect(opened.operations.find(uuidv7())).resolves.toBeNull();
    });

    it('lists the newest first, as many as asked for', async () => {
      const all = Array.from({ length: 5 }, () => anOperation());
      await insert(...all);
      await expect(opened.operations.list(3)).resolves.toEqual(all.slice(2).reverse());
    });

    it('replaces what still has the revision, and removes what is left out', async () => {
      const operation = anOperation();
      await insert(operation);
      const mine = await opened.operations.replace(held(operation, 'me', new Date(START + 1)));
      expect(mine).toEqual({ ...held(operation, 'me', new Date(START + 1)), revision: 1 });
      await expect(opened.operations.replace(held(operation, 'other', new Date(START + 2)))).resolves.toBeNull();
      await expect(opened.operations.find(operation.id)).resolves.toEqual(mine);
      await opened.operations.replace(released(mine!));
      await expect(opened.operations.find(operation.id)).resolves.not.toHaveProperty('lease');
    });

    it('replaces nothing that it does not know', async () => {
      const operation = anOperation();
      await expect(opened.operations.replace(operation)).resolves.toBeNull();
      await expect(opened.operations.find(operation.id)).resolves.toBeNull();
    });

    it('lets one of many writers win', async () => {
      const operation = anOperation();
      await insert(operation);
      const writers = Array.from({ length: 20 }, (_, n) => held(operation, `writer-${n}`, new Date(START)));
      const outcomes = await Promise.all(writers.map((one) => opened.operations.replace(one)));
      const winners = outcomes.filter((one) => one !== null);
      expect(winners).toHaveLength(1);
      await expect(opened.operations.find(operation.id)).resolves.toEqual(winners[0]);
    });

    it('gives those that are open, oldest first: running ones, and ended ones with jobs that nobody counted', async () => {
      const [running, over, uncounted, later] = [
        anOperation(),
        anOperation(),
        anOperation({ batch: ['a'] }),
        anOperation(),
      ];
      await insert(running, over, uncounted, later);
      const end = new Date(START + 1);
      await opened.operations.replace(ended(over, 'COMPLETED', end));
      const aborted = await opened.operations.replace(ended(uncounted, 'ABORTED', end));
      await expect(opened.operations.open(10)).resolves.toEqual([running, aborted, later]);
      await expect(opened.operations.open(2)).resolves.toEqual([running, aborted]);
      await opened.operations.replace(counted(aborted!, { changed: 1, skipped: 0, failed: 0 }));
      await expect(opened.operations.open(10)).resolves.toEqual([running, later]);
    });

    it('removes the oldest that have ended, as many as asked for and none that is open', async () => {
      const begun = (days: number): Operation => anOperation({ startedAt: new Date(START + days * DAY_MS) });
      const ends = [3, 1, 2, 9].map((days) => ended(begun(days), 'COMPLETED', new Date(START)));
      const open = begun(0);
      await insert(open, ...ends);
      const before = new Date(START + 5 * DAY_MS);
      await expect(opened.operations.prune(before, 2)).resolves.toBe(2);
      const left = await opened.operations.list(10);
      expect(left.map(({ id }) => id).sort()).toEqual([open.id, ends[0]!.id, ends[3]!.id].sort());
      await expect(opened.operations.prune(before, 2)).resolves.toBe(1);
      await expect(opened.operations.prune(before, 2)).resolves.toBe(0);
    });
  });
}
