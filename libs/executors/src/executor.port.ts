import type { JobError } from '@fasttrack/contracts';
import type { Job, Usage } from '@fasttrack/jobs/job';

/** How a run ended, as the executor sees it. */
export type Outcome =
  /** The result comes, or has come, by callback before the deadline. */
  | { readonly kind: 'accepted'; readonly deadline: Date }
  | { readonly kind: 'done'; readonly result: unknown; readonly usage?: Usage }
  | {
      readonly kind: 'retry';
      readonly error: JobError;
      readonly afterMs?: number;
      readonly countsAsAttempt: boolean;
      readonly usage?: Usage;
    }
  | { readonly kind: 'give-up'; readonly error: JobError; readonly usage?: Usage };

/** Injection token of all executors of this process: `readonly Executor[]`. */
export const EXECUTORS = Symbol('EXECUTORS');

/** Runs one kind of work. */
export abstract class Executor {
  /** Who it is in histories, configuration and screens. */
  abstract readonly name: string;
  /** Jobs that it runs side by side in one process. */
  abstract readonly slots: number;

  /** Whether it runs this type, which the configuration gives to its name. Several of one name share its types out. */
  takes(_type: string): boolean {
    return true;
  }

  /** How many of its free slots may be filled now: fewer while what it sends jobs to takes none. */
  room(free: number): number {
    return free;
  }

  /** Must stop soon after `signal` aborts. Throwing counts as a retry. */
  abstract execute(job: Job, signal: AbortSignal): Promise<Outcome>;
}
