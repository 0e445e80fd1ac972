import { SIGNATURE_TOLERANCE_MS } from '@fasttrack/foundation/signing/webhook-signature';
import { Injectable } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';

/** A signature may be from five minutes ahead, and is good until five minutes after. */
const KEPT_MS = 2 * SIGNATURE_TOLERANCE_MS;
const KEPT_MAX = 50_000;

/**
 * Signed messages that were settled by this process: for as long as their signatures are good, up to a number. The
 * oldest are forgotten first; what is sent again after that meets the fence of the job.
 */
@Injectable()
export class RememberedMessages {
  private readonly until = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  has(key: string): boolean {
    return (this.until.get(key) ?? 0) >= this.clock.now().getTime();
  }

  add(key: string): void {
    const now = this.clock.now().getTime();
    for (const [oldest, until] of this.until) {
      if (until >= now && this.until.size < KEPT_MAX) break;
      this.until.delete(oldest);
    }
    this.until.set(key, now + KEPT_MS);
  }
}
