import type { KeyName, KeyRecord } from '@fasttrack/jobs/idempotency-keys.port';
import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import type { CallbackCall } from './callback-rows';
import type { OperationAnswer, OperationCall } from './operation-rows';
import type { RuleSettings } from '@fasttrack/jobs/job-types/type-rules';
import type { TypeControl, TypeControlChange } from '@fasttrack/jobs/type-controls.port';
import type { ApplyOutcome, Claim, InsertOutcome, Renewal, RenewOutcome, Sweep } from '@fasttrack/jobs/job-store.port';

/** One call of the store that writes. */
export type WriteOp =
  | { readonly kind: 'insert'; readonly jobs: readonly Job[] }
  | { readonly kind: 'apply'; readonly changes: readonly JobChange[] }
  | { readonly kind: 'claim'; readonly claim: Claim; readonly limit: number }
  | { readonly kind: 'renew'; readonly renewals: readonly Renewal[] }
  | { readonly kind: 'sweep'; readonly limit: number }
  | { readonly kind: 'control'; readonly change: TypeControlChange }
  | { readonly kind: 'keep-key'; readonly record: KeyRecord }
  | { readonly kind: 'operations'; readonly call: OperationCall }
  | { readonly kind: 'callbacks'; readonly call: CallbackCall }
  | { readonly kind: 'find-key'; readonly name: KeyName; readonly now: Date };

export type WriteOutcome =
  | readonly InsertOutcome[]
  | readonly ApplyOutcome[]
  | readonly Job[]
  | readonly RenewOutcome[]
  | Sweep
  | TypeControl
  | KeyRecord
  | OperationAnswer
  | null;

/** What became of one operation: its outcome, or why it alone could not be carried out. */
export type WriteResult = { readonly outcome: WriteOutcome } | { readonly error: string };

/** Milliseconds since 1970: `wall` decides what is due, `lease` runs beside it and never goes back. */
export interface Times {
  readonly wall: number;
  readonly lease: number;
}

export interface StoreState {
  /** Batches that changed something since the store was made. */
  readonly change: number;
  /** The last write failed, and none has succeeded since. */
  readonly isFailing: boolean;
}

/** What the writer thread starts with. */
export interface WriterStart {
  readonly directory: string;
  readonly settings: RuleSettings;
}

/** To the writer thread: one transaction, or the end. */
export type ToWriter =
  { readonly kind: 'batch'; readonly ops: readonly WriteOp[]; readonly times: Times } | { readonly kind: 'close' };

/** From the writer thread. */
export type FromWriter =
  | { readonly kind: 'opened'; readonly storeId: string; readonly leaseTime: number; readonly state: StoreState }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'done'; readonly results: readonly WriteResult[]; readonly state: StoreState };
