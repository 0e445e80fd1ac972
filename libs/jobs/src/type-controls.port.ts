/** What operators changed about a type while the program ran. */
export interface TypeControl {
  readonly type: string;
  /** No job of it is handed out. */
  readonly paused: boolean;
  /** Most jobs of it that run at once; absent: as registered. */
  readonly concurrency?: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** One change: what is absent stays; `concurrency: null` goes back to what is registered. */
export interface TypeControlChange {
  readonly type: string;
  readonly paused?: boolean | undefined;
  readonly concurrency?: number | null | undefined;
  readonly at: Date;
  readonly by: string;
}

/**
 * Holds types back, for all processes: a claim hands out no job of a paused type, and of a type with a cap none beyond
 * it, counted over all processes. Neither touches the jobs that wait. Rejects with `StoreUnavailableError`.
 */
export abstract class TypeControls {
  /** Every type about which anything was ever changed. */
  abstract all(): Promise<readonly TypeControl[]>;
  /** When this resolves the change is durable and holds in this process; in all others within a second. */
  abstract change(change: TypeControlChange): Promise<TypeControl>;
}
