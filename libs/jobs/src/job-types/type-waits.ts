import type { WaitingFor } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Injectable } from '@nestjs/common';
import { TypeHolds } from '../type-holds';
import { WorkerPresence } from '../worker-presence';
import { roomFor } from './type-limits';
import type { TypeState } from './type-states';

/** Knows what jobs of a type wait for that are due. */
@Injectable()
export class TypeWaits {
  constructor(
    private readonly holds: TypeHolds,
    private readonly presence: WorkerPresence,
    private readonly config: AppConfig,
  ) {}

  /** What they wait for: at least for a free worker. */
  of(type: string, state: TypeState): WaitingFor {
    const hindrance = this.hindrance(type, state);
    return hindrance ?? { reason: 'worker' };
  }

  /** What keeps them from being run; `null`: nothing but that workers have other things to do. */
  hindrance(type: string, state: TypeState): WaitingFor | null {
    if (state.paused.has(type)) return { reason: 'paused' };
    const cap = state.caps.get(type);
    if (cap !== undefined && roomFor(type, state.running.get(type) ?? 0, state) === 0) return { reason: 'cap', cap };
    const hold = this.holds.of(type);
    if (hold) return { reason: 'target', until: hold.until.toISOString(), message: hold.message };
    const message = this.whyNobody(type);
    return message === undefined ? null : { reason: 'worker', message };
  }

  /** Where this process is the only one, it knows when no worker takes a type. */
  private whyNobody(type: string): string | undefined {
    const { storage, worker, executors } = this.config;
    const isPushed = (executors.get(type) ?? 'pull') !== 'pull';
    if (storage.kind !== 'sqlite' || (isPushed && worker.isEnabled) || this.presence.takes(type)) return undefined;
    const reason = isPushed ? 'this process runs none (WORKER_ENABLED=false), and ' : '';
    return `No worker takes ${type} jobs: ${reason}nobody asked for one within the last minute`;
  }
}
