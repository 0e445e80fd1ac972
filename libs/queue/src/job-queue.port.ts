/** Carries bells: "there is work". The store decides which job; a lost or doubled bell harms nothing. */
export abstract class JobQueue {
  /** Whether a bell reaches workers in other processes. Embedded: no. Bull: yes. */
  abstract readonly isShared: boolean;
  /** Resolves once the bell is accepted, or rejects within a second when it cannot be. */
  abstract enqueue(jobId: string): Promise<void>;
  /** Calls `wake` for each bell. `wake` resolves when this process can take more, and never rejects. */
  abstract start(wake: () => Promise<void>): Promise<void>;
  /** Resolves, within a second, with why bells may be late or lost, in words for the operator; `null` while all is well. */
  abstract degradation(): Promise<string | null>;
  /** Takes nothing new and resolves when nothing is being delivered. Safe to call twice. */
  abstract shutdown(): Promise<void>;
}
