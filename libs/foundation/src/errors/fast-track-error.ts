import type { FieldFault, Problem } from '@fasttrack/contracts';

/** Every error a request can meet. Each has its HTTP status in `problem.filter.ts`. */
export type ErrorCode =
  | 'request.invalid'
  | 'request.payload-too-large'
  | 'job.not-found'
  | 'type.not-found'
  | 'job.not-allowed'
  | 'job.contended'
  | 'callback.unauthorized'
  | 'callback.malformed'
  | 'callback.stale-attempt'
  | 'run.stale-attempt'
  | 'run.over'
  | 'idempotency.key-reused'
  | 'idempotency.job-gone'
  | 'operation.not-found'
  | 'operation.ended'
  | 'operation.contended'
  | 'operation.too-many'
  | 'feature.off'
  | 'key.required'
  | 'key.unknown'
  | 'rate.exceeded'
  | 'store.unavailable'
  | 'service.stopping';

/** Parent of all errors that the program foresees. The message names the values involved and is safe to show. */
export abstract class FastTrackError extends Error {
  /** Stable, for programs. */
  abstract readonly code: ErrorCode;
  /** What the answer says for programs beside what every problem says. */
  readonly members: Pick<Problem, 'cancelRequested'> = {};

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Faults that one answer lists. */
const FAULTS_SHOWN = 20;

/** The request breaks a rule; `faults` name each field and its rule, up to a limit, and then say how many more there are. */
export class InvalidRequestError extends FastTrackError {
  readonly code: ErrorCode = 'request.invalid';
  readonly faults: readonly FieldFault[];
  /** How many faults there are, shown or not. */
  readonly faultCount: number;

  constructor(all: readonly FieldFault[]) {
    const left = all.length - FAULTS_SHOWN;
    const faults = left > 0 ? [...all.slice(0, FAULTS_SHOWN), { pointer: '', detail: `and ${left} more` }] : all;
    super(faults.map((fault) => fault.detail).join('; '));
    this.faults = faults;
    this.faultCount = all.length;
  }
}

/** The body is larger than its route takes. */
export class BodyTooLargeError extends FastTrackError {
  readonly code = 'request.payload-too-large';

  constructor(maxBytes: number) {
    super(`The body is too large: it may have ${maxBytes} bytes at most`);
  }
}

/** The route exists but is switched off by the configuration. */
export class FeatureOffError extends FastTrackError {
  readonly code = 'feature.off';

  constructor(feature: string, setting: string) {
    super(`${feature} is switched off here; ${setting} turns it on`);
  }
}

/** The store can't be reached or refused the write. Nothing was acknowledged; it may be unknown whether it was done. */
export class StoreUnavailableError extends FastTrackError {
  readonly code = 'store.unavailable';

  constructor(cause: unknown) {
    super('The job store is not available; nothing was acknowledged', { cause });
  }
}

/** The process is about to end and takes nothing new. Nothing was changed; asking again is safe. */
export class StoppingError extends FastTrackError {
  readonly code = 'service.stopping';

  constructor() {
    super('This process is stopping; nothing was changed, try again');
  }
}

/** The program can't start. Its message is all that the operator sees. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}
