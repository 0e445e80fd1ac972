import type { Operation } from '@fasttrack/jobs/operations/operation';
import { isOpen } from '@fasttrack/jobs/operations/operation';
import type { OperationStore } from '@fasttrack/jobs/operations/operation-store.port';
import { trusted } from 'mongoose';
import { operationOf, operationText } from '../operation-text';
import type { Collections } from './collections';
import type { MongoLink } from './mongo-link';
import type { OperationRecord } from './operation-record';

/** Keeps operations in a collection of their own. No list of jobs shows them: they raise no change number. */
export class MongoOperationStore implements OperationStore {
  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
  ) {}

  async insert(operation: Operation): Promise<void> {
    const { id, revision, startedAt } = operation;
    const record = { isOpen: isOpen(operation), revision, startedAt, body: operationText(operation) };
    await this.link.use(() => this.collections.operations.insertMany([{ _id: id, ...record }], { lean: true }));
  }

  async find(id: string): Promise<Operation | null> {
    const [operation = null] = await this.read({ _id: id }, -1, 1);
    return operation;
  }

  list(limit: number): Promise<readonly Operation[]> {
    return this.read({}, -1, limit);
  }

  open(limit: number): Promise<readonly Operation[]> {
    return this.read({ isOpen: true }, 1, limit);
  }

  async replace(operation: Operation): Promise<Operation | null> {
    const { id, revision } = operation;
    const next = { ...operation, revision: revision + 1 };
    const fields = { isOpen: isOpen(next), revision: next.revision, body: operationText(next) };
    const { matchedCount } = await this.link.use(() =>
      this.collections.operations.updateOne({ _id: id, revision }, { $set: fields }),
    );
    return matchedCount === 1 ? next : null;
  }

  prune(before: Date, limit: number): Promise<number> {
    return this.link.use(async () => {
      const old = await this.collections.operations
        .find({ startedAt: trusted({ $lt: before }), isOpen: false }, { _id: 1 })
        .sort({ startedAt: 1 })
        .limit(limit)
        .lean();
      if (old.length === 0) return 0;
      const ids = old.map(({ _id }) => _id);
      const { deletedCount } = await this.collections.operations.deleteMany({ _id: trusted({ $in: ids }) });
      return deletedCount;
    });
  }

  private read(
    filter: Partial<Pick<OperationRecord, '_id' | 'isOpen'>>,
    order: 1 | -1,
    limit: number,
  ): Promise<readonly Operation[]> {
    return this.link.use(async () => {
      const records = await this.collections.operations
        .find(filter, { body: 1 })
        .sort({ _id: order })
        .limit(limit)
        .lean<Pick<OperationRecord, 'body'>[]>();
      return records.map(({ body }) => operationOf(body));
    });
  }
}
