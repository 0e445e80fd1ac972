import type { Operation } from '@fasttrack/jobs/operations/operation';
import { isOpen } from '@fasttrack/jobs/operations/operation';
import type Database = require('libsql');
import { operationOf, operationText } from '../operation-text';

/** One call about operations. */
export type OperationCall =
  | { readonly name: 'insert'; readonly operation: Operation }
  | { readonly name: 'replace'; readonly operation: Operation }
  | { readonly name: 'find'; readonly id: string }
  | { readonly name: 'list'; readonly limit: number }
  | { readonly name: 'open'; readonly limit: number }
  | { readonly name: 'prune'; readonly before: Date; readonly limit: number };

/** What a call answers: the operations that it found or wrote, or how many it removed. */
export type OperationAnswer = readonly Operation[] | number;

const prepare = (db: Database.Database) => ({
  insert: db.prepare('INSERT INTO operations(id, is_open, revision, started_at, body) VALUES(?, ?, ?, ?, ?)'),
  replace: db.prepare('UPDATE operations SET is_open = ?, revision = ?, body = ? WHERE id = ? AND revision = ?'),
  find: db.prepare('SELECT body FROM operations WHERE id = ?'),
  list: db.prepare('SELECT body FROM operations ORDER BY id DESC LIMIT ?'),
  open: db.prepare('SELECT body FROM operations INDEXED BY open_operations WHERE is_open = 1 ORDER BY id LIMIT ?'),
  prune: db.prepare(
    `DELETE FROM operations WHERE id IN (SELECT id FROM operations INDEXED BY ended_operations
       WHERE is_open = 0 AND started_at < ? ORDER BY started_at LIMIT ?)`,
  ),
});

const operationsOf = (rows: unknown[]): Operation[] =>
  (rows as { body: string }[]).map(({ body }) => operationOf(body));

/** The rows of the operations. Every call belongs into a transaction. */
export class OperationRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  carryOut(call: OperationCall): OperationAnswer {
    const { find, list, open, prune } = this.statements;
    switch (call.name) {
      case 'insert':
        return this.insert(call.operation);
      case 'replace':
        return this.replace(call.operation);
      case 'find':
        return operationsOf(find.all(call.id));
      case 'list':
        return operationsOf(list.all(call.limit));
      case 'open':
        return operationsOf(open.all(call.limit));
      case 'prune':
        return prune.run(call.before.getTime(), call.limit).changes;
    }
  }

  private insert(operation: Operation): readonly Operation[] {
    const { id, revision, startedAt } = operation;
    this.statements.insert.run(id, Number(isOpen(operation)), revision, startedAt.getTime(), operationText(operation));
    return [operation];
  }

  private replace(operation: Operation): readonly Operation[] {
    const { id, revision } = operation;
    const next = { ...operation, revision: revision + 1 };
    const { changes } = this.statements.replace.run(
      Number(isOpen(next)),
      next.revision,
      operationText(next),
      id,
      revision,
    );
    return changes === 1 ? [next] : [];
  }
}
