import type { Operation } from '@fasttrack/jobs/operations/operation';
import type { OperationStore } from '@fasttrack/jobs/operations/operation-store.port';
import type { OperationAnswer, OperationCall } from './operation-rows';
import type { WriteOp } from './writer-message';

/** Keeps operations beside the jobs. It asks the writer alone, which knows every record at once. */
export class SqliteOperationStore implements OperationStore {
  constructor(private readonly write: (op: WriteOp) => Promise<OperationAnswer>) {}

  async insert(operation: Operation): Promise<void> {
    await this.call({ name: 'insert', operation });
  }

  async find(id: string): Promise<Operation | null> {
    return this.one(await this.call({ name: 'find', id }));
  }

  list(limit: number): Promise<readonly Operation[]> {
    return this.call({ name: 'list', limit });
  }

  open(limit: number): Promise<readonly Operation[]> {
    return this.call({ name: 'open', limit });
  }

  async replace(operation: Operation): Promise<Operation | null> {
    return this.one(await this.call({ name: 'replace', operation }));
  }

  async prune(before: Date, limit: number): Promise<number> {
    return Number(await this.write({ kind: 'operations', call: { name: 'prune', before, limit } }));
  }

  private call(call: OperationCall): Promise<readonly Operation[]> {
    return this.write({ kind: 'operations', call }) as Promise<readonly Operation[]>;
  }

  private one([operation = null]: readonly (Operation | null)[]): Operation | null {
    return operation;
  }
}
