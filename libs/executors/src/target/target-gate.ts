import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { TypeHolds } from '@fasttrack/jobs/type-holds';
import { Logger } from '@nestjs/common';
import type { Outcome } from '../executor.port';
import type { Sign } from './target-health';
import { TargetHealth } from './target-health';
import type { Meaning } from './meaning';

/** Whose jobs go through, and who is told that they do not. */
export interface GateParts {
  /** What the target is called in words: a host, or a model of one. */
  readonly name: string;
  readonly types: readonly string[];
  readonly clock: Clock;
  readonly holds: TypeHolds;
}

/** Lets jobs through to one target while it takes them, and says where it can be seen when it takes none. */
export class TargetGate {
  private readonly logger = new Logger('Target');
  private readonly health: TargetHealth;
  private isHeld = false;

  constructor(private readonly parts: GateParts) {
    this.health = new TargetHealth(parts.clock);
  }

  /** How many of so many jobs may be sent now. */
  room(free: number): number {
    return this.health.room(free);
  }

  /** Sends a job, and learns from what became of it. */
  async pass(send: () => Promise<Meaning>): Promise<Outcome> {
    const tell = this.health.send();
    let sign: Sign = 'unknown';
    try {
      const meaning = await send();
      sign = meaning.sign;
      if (meaning.askedMs !== undefined) this.health.ask(meaning.askedMs);
      return meaning.outcome;
    } finally {
      tell(sign);
      this.showHold();
    }
  }

  private showHold(): void {
    const { name, types, holds } = this.parts;
    const until = this.health.heldUntil;
    const state = this.health.isFailing ? 'keeps failing' : 'asked to wait';
    const message = `${name} ${state}; nothing is sent to it until then`;
    for (const type of types) holds.set(type, until && { until, message });
    if ((until !== null) === this.isHeld) return;
    this.isHeld = until !== null;
    if (until) this.logger.warn({ msg: `target ${state}`, target: name, until: until.toISOString() });
    else this.logger.log({ msg: 'target takes jobs again', target: name });
  }
}
