import { Clock } from '@fasttrack/foundation/clock/clock';
import { Injectable } from '@nestjs/common';

/** Until when nothing of a type is sent, and why. */
export interface TypeHold {
  readonly until: Date;
  readonly message: string;
}

/** Types whose jobs this process hands to nobody for a while, because their target takes none. */
@Injectable()
export class TypeHolds {
  private readonly holds = new Map<string, TypeHold>();

  constructor(private readonly clock: Clock) {}

  /** `null`: its jobs are sent again. */
  set(type: string, hold: TypeHold | null): void {
    if (hold) this.holds.set(type, hold);
    else this.holds.delete(type);
  }

  /** What holds the type back now. */
  of(type: string): TypeHold | undefined {
    const hold = this.holds.get(type);
    return hold && hold.until > this.clock.now() ? hold : undefined;
  }
}
