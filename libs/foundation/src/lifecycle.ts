import type { OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';

/** Whether this process is on its way out: from then on it takes nothing new and only brings to its end what it has. */
@Injectable()
export class Lifecycle implements OnModuleDestroy {
  private hasEnded = false;

  get isStopping(): boolean {
    return this.hasEnded;
  }

  onModuleDestroy(): void {
    this.hasEnded = true;
  }
}
