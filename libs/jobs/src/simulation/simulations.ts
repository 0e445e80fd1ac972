import type { FieldFault, JsonObject } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Injectable } from '@nestjs/common';
import type { Job } from '../job';
import type { PayloadCheck } from '../job-types/payload-check';
import { compilePayloadCheck } from '../job-types/payload-check';
import type { Simulation } from './simulation';
import { SIMULATE, SIMULATION_SCHEMA } from './simulation';

const POINTER = `/metadata/${SIMULATE}`;
const USUAL: Simulation = {};

/** Knows which jobs may direct the stand-in, and what they ask of it. */
@Injectable()
export class Simulations {
  private check: PayloadCheck | undefined;

  constructor(private readonly config: AppConfig) {}

  /** Whether jobs of the type may direct it. */
  takes(type: string): boolean {
    return this.config.environment !== 'production' && this.executorOf(type) === 'simulated';
  }

  /** What is wrong with the directions in a job's metadata; empty: nothing, or there are none. */
  faults(type: string, metadata: JsonObject = {}): readonly FieldFault[] {
    const directions = metadata[SIMULATE];
    if (directions === undefined) return [];
    if (!this.takes(type)) return [{ pointer: POINTER, detail: this.refusal(type) }];
    this.check ??= compilePayloadCheck(SIMULATION_SCHEMA);
    return this.check(directions, POINTER);
  }

  /** How this run shall go. What nobody checked, and in production anything, is no direction. */
  of({ type, metadata, attempt }: Pick<Job, 'type' | 'metadata' | 'attempt'>): Simulation {
    const directions = metadata?.[SIMULATE];
    if (directions === undefined || this.faults(type, metadata).length > 0) return USUAL;
    const simulation = directions as Simulation;
    return attempt <= (simulation.runs ?? attempt) ? simulation : USUAL;
  }

  private refusal(type: string): string {
    return this.config.environment === 'production'
      ? 'simulate directs the stand-in of a worker, which is for tests: it is refused in production'
      : `simulate directs the stand-in of a worker, and jobs of type ${type} are run by ${this.executorOf(type)}`;
  }

  private executorOf(type: string): string {
    return this.config.executors.get(type) ?? 'pull';
  }
}
