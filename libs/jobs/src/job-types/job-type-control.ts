import { Clock } from '@fasttrack/foundation/clock/clock';
import { Injectable, Logger } from '@nestjs/common';
import { UnknownTypeError } from '../job.errors';
import type { TypeControlChange } from '../type-controls.port';
import { TypeControls } from '../type-controls.port';
import { TypeOpenings } from '../type-openings';
import { JobTypes } from './job-types';
import { TypeStates } from './type-states';

/** Holds types back and lets them go on, as operators ask. Each change is logged with who made it. */
@Injectable()
export class JobTypeControl {
  private readonly logger = new Logger('JobTypes');

  constructor(
    private readonly types: JobTypes,
    private readonly controls: TypeControls,
    private readonly states: TypeStates,
    private readonly openings: TypeOpenings,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the change is durable. Rejects with `UnknownTypeError` or `StoreUnavailableError`. */
  async change(wanted: Omit<TypeControlChange, 'at'>): Promise<void> {
    const { type, by } = wanted;
    if (!this.types.has(type)) throw new UnknownTypeError(type);
    const { paused, concurrency = null } = await this.controls.change({ ...wanted, at: this.clock.now() });
    this.states.forget();
    this.logger.log({ msg: 'job type changed', type, paused, concurrency, by });
    if (!paused) this.openings.open(type);
  }
}
