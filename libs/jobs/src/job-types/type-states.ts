import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { JobFigures } from '../job-figures.port';
import { TypeControls } from '../type-controls.port';
import type { TypeLimits } from './type-limits';
import { limitsOf } from './type-limits';
import { TypeRules } from './type-rules';

/** Which types are held back, and how many jobs of each run. */
export interface TypeState extends TypeLimits {
  /** Only of types with a cap, unless all were asked for. */
  readonly running: ReadonlyMap<string, number>;
}

/** Looks up how types are, once for all the jobs of an answer. Rejects with `StoreUnavailableError`. */
@Injectable()
export class TypeStates {
  private latest: { readonly state: TypeState; readonly at: number } | undefined;

  constructor(
    private readonly controls: TypeControls,
    private readonly figures: JobFigures,
    private readonly rules: TypeRules,
  ) {}

  /** As of now. */
  async now(wanted: 'all' | 'capped' = 'capped'): Promise<TypeState> {
    const at = performance.now();
    const limits = limitsOf(await this.controls.all(), this.rules);
    const counts = wanted === 'all' || limits.caps.size > 0 ? await this.figures.counts() : [];
    const running = counts.filter(({ status }) => status === 'PROCESSING');
    const state = { ...limits, running: new Map(running.map(({ type, count }) => [type, count])) };
    this.latest = { state, at };
    return state;
  }

  /** As of at most so long ago. */
  async within(ms: number): Promise<TypeState> {
    const { latest } = this;
    return latest && performance.now() - latest.at <= ms ? latest.state : this.now();
  }

  /** What was known holds no longer. */
  forget(): void {
    this.latest = undefined;
  }
}
