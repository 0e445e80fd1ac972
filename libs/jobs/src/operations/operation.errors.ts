import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';
import { shownName } from '../shown-name';
import type { Operation } from './operation';

/** No operation has this id; those that ended long ago are removed. */
export class OperationNotFoundError extends FastTrackError {
  readonly code = 'operation.not-found';

  constructor(id: string) {
    super(`Operation ${shownName(id)} does not exist`);
  }
}

/** The operation has ended: there is nothing to abort. */
export class OperationEndedError extends FastTrackError {
  readonly code = 'operation.ended';

  constructor({ id, state }: Operation) {
    super(`Operation ${id} is ${state} and cannot be aborted`);
  }
}

/** Others wrote the operation each time we tried. Asking again may succeed. */
export class OperationContendedError extends FastTrackError {
  readonly code = 'operation.contended';

  constructor(id: string) {
    super(`Operation ${id} kept changing; try again`);
  }
}

/** As many operations run as may run at the same time. */
export class TooManyOperationsError extends FastTrackError {
  readonly code = 'operation.too-many';

  constructor(limit: number) {
    super(`${limit} operations are running: wait for one to end, or abort one`);
  }
}
