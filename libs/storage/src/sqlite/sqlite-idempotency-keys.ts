import type { IdempotencyKeys, KeyName, KeyRecord } from '@fasttrack/jobs/idempotency-keys.port';
import type { WriteOp } from './writer-message';

/** Keeps keys beside the jobs. It asks the writer alone, which knows every record at once. */
export class SqliteIdempotencyKeys implements IdempotencyKeys {
  constructor(private readonly write: (op: WriteOp) => Promise<KeyRecord | null>) {}

  async keep(record: KeyRecord): Promise<KeyRecord> {
    return (await this.write({ kind: 'keep-key', record })) ?? record;
  }

  find({ scope, key }: KeyName, now: Date): Promise<KeyRecord | null> {
    return this.write({ kind: 'find-key', name: { scope, key }, now });
  }
}
