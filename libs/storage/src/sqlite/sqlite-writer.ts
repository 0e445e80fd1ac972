import type { JobChange } from '@fasttrack/jobs/job-change';
import { applyChange } from '@fasttrack/jobs/job-change';
import type { ApplyOutcome } from '@fasttrack/jobs/job-store.port';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { stepOfChange } from '@fasttrack/jobs/trend/trend-steps';
import type Database = require('libsql');
import { CallbackRows } from './callback-rows';
import { Claims } from './claims';
import { ControlRows } from './control-rows';
import type { JobRecord } from './job-record';
import { statusName } from './job-record';
import { JobRows } from './job-rows';
import { KeyRows } from './key-rows';
import { OperationRows } from './operation-rows';
import { ReadyRows } from './ready-rows';
import { Sweeps } from './sweeps';
import type { StoreState, Times, WriteOp, WriteOutcome, WriteResult } from './writer-message';

/** Carries out the store's writes, one transaction a batch. */
export class SqliteWriter {
  private readonly rows: JobRows;
  private readonly controls: ControlRows;
  private readonly claims: Claims;
  private readonly sweeps: Sweeps;
  private readonly keys: KeyRows;
  private readonly operations: OperationRows;
  private readonly callbacks: CallbackRows;
  private change: number;
  /** The last write did not reach the disk: the next batch writes whatever comes, to see whether it does again. */
  private isFailing = false;

  constructor(
    private readonly db: Database.Database,
    rules = TypeRules.NONE,
  ) {
    this.rows = new JobRows(db);
    this.controls = new ControlRows(db, rules);
    const ready = new ReadyRows(db, this.rows, this.controls);
    this.claims = new Claims(db, this.rows, ready, rules);
    this.sweeps = new Sweeps(db, this.rows, ready, rules);
    this.keys = new KeyRows(db);
    this.operations = new OperationRows(db);
    this.callbacks = new CallbackRows(db);
    this.change = Number(this.rows.meta('change'));
  }

  /** Random name of this store, and the latest time of its leases that was written down. */
  identity(): { storeId: string; leaseTime: number } {
    return { storeId: this.rows.meta('store') ?? '', leaseTime: Number(this.rows.meta('lease') ?? 0) };
  }

  /** How many batches changed the store, and whether it can be written. */
  state(): StoreState {
    return { change: this.change, isFailing: this.isFailing };
  }

  /**
   * Returns when everything that succeeded is committed. One transaction for all; when that fails and the disk is not
   * the reason, one for each, so that an operation which cannot be carried out fails alone.
   */
  run(ops: readonly WriteOp[], times: Times): WriteResult[] {
    try {
      return this.transact(ops, times).map((outcome) => ({ outcome }));
    } catch (error) {
      this.isFailing ||= isOfStorage(error);
      const failure = { error: error instanceof Error ? error.message : String(error) };
      if (ops.length === 1 || isOfDisk(error)) return ops.map(() => failure);
      return ops.flatMap((op) => this.run([op], times));
    }
  }

  private transact(ops: readonly WriteOp[], times: Times): WriteOutcome[] {
    this.rows.hasChanged = false;
    try {
      this.db.exec('BEGIN IMMEDIATE');
      const outcomes = ops.map((op) => this.carryOut(op, times));
      this.rows.trend.flush(times.wall);
      const change = this.change + Number(this.rows.hasChanged);
      if (change > this.change) this.rows.setMeta('change', String(change));
      if (change > this.change || this.isFailing || ops.some(({ kind }) => kind === 'renew')) {
        this.rows.setMeta('lease', String(times.lease));
      }
      this.db.exec('COMMIT');
      this.change = change;
      this.isFailing = false;
      return outcomes;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      this.rows.reload();
      this.controls.reload();
      throw error;
    }
  }

  private carryOut(op: WriteOp, times: Times): WriteOutcome {
    switch (op.kind) {
      case 'insert':
        return op.jobs.map((job) => (this.rows.insert(job, times) ? 'inserted' : 'duplicate'));
      case 'apply':
        return op.changes.map((change) => this.apply(change, times));
      case 'claim':
        return this.claims.claim(op.claim, op.limit, times);
      case 'renew':
        return op.renewals.map((renewal) => this.claims.renew(renewal, times));
      case 'sweep':
        return this.sweeps.sweep(op.limit, times);
      case 'control':
        this.rows.hasChanged = true;
        return this.controls.change(op.change);
      case 'keep-key':
        return this.keys.keep(op.record);
      case 'operations':
        return this.operations.carryOut(op.call);
      case 'callbacks':
        return this.callbacks.carryOut(op.call);
      case 'find-key':
        return this.keys.find(op.name, op.now);
    }
  }

  private apply(change: JobChange, times: Times): ApplyOutcome {
    const record = this.rows.find(change.id);
    if (!record || !isExpected(record, change, times)) return 'stale';
    this.rows.save(record, applyChange(this.rows.toJob(record, times), change), times, 'result' in change.set);
    this.rows.trend.note(record.type, stepOfChange(change));
    this.rows.usage.add(record.type, change.used);
    return 'applied';
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
const isOfDisk = (error: unknown): boolean => /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(codeOf(error));
const isOfStorage = (error: unknown): boolean => isOfDisk(error) || codeOf(error).startsWith('SQLITE_CORRUPT');

function isExpected(record: JobRecord, { expected }: JobChange, { wall, lease }: Times): boolean {
  if (statusName(record.status) !== expected.status || record.attempt !== expected.attempt) return false;
  if (!expected.leaseEndedBy) return true;
  return record.lease_until !== null && record.lease_until <= expected.leaseEndedBy.getTime() + lease - wall;
}
