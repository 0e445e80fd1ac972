import type { FieldFault } from '@fasttrack/contracts';

/** Every error a request can meet. Each has its HTTP status in `problem.filter.ts`. */
export type ErrorCode =
  | 'request.invalid'
  | 'job.not-found'
  | 'job.not-allowed'
  | 'job.contended'
  | 'callback.unauthorized'
  | 'callback.malformed'
  | 'callback.stale-attempt'
  | 'feature.off'
  | 'store.unavailable'
  | 'service.stopping';

/** Parent of all errors that the program foresees. The message names the values involved and is safe to show. */
export abstract class FastTrackError extends Error {
  /** Stable, for programs. */
  abstract readonly code: ErrorCode;

  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The request breaks a rule; `faults` name each field and its rule. */
export class InvalidRequestError extends FastTrackError {
  readonly code = 'request.invalid';

  constructor(readonly faults: readonly FieldFault[]) {
    super(faults.map((fault) => fault.detail).join('; '));
  }
}

/** The route exists but is switched off by the configuration. */
export class FeatureOffError extends FastTrackError {
  readonly code = 'feature.off';

  constructor(feature: string, setting: string) {
    super(`${feature} is switched off here; ${setting} turns it on`, { feature, setting });
  }
}

/** The store can't be reached or refused the write. Nothing was acknowledged; asking again is safe. */
export class StoreUnavailableError extends FastTrackError {
  readonly code = 'store.unavailable';

  constructor(cause: unknown) {
    super('The job store is not available; nothing was changed', {}, { cause });
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
