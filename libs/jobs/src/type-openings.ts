import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { JobEvents } from './job-events';

/** A type that may have room for some more jobs. */
export interface TypeOpening {
  readonly type: string;
  /** At most so many. */
  readonly places: number;
}

/**
 * Says, in this process, when a type that was held back may have room again: it was resumed, its cap was changed, or a
 * run of a type with a cap ended. Other processes find out by their sweeps.
 */
@Injectable()
export class TypeOpenings implements OnModuleInit {
  private readonly openings = new Subject<TypeOpening>();
  /** One after the other. */
  readonly all$ = this.openings.asObservable();
  private capped: ReadonlySet<string> = new Set();

  constructor(private readonly events: JobEvents) {}

  onModuleInit(): void {
    this.events.all$.subscribe(({ type, from, to }) => {
      if (from === 'PROCESSING' && to !== 'PROCESSING' && this.capped.has(type))
        this.openings.next({ type, places: 1 });
    });
  }

  /** These types have a cap: each end of a run makes room. */
  watch(capped: readonly string[]): void {
    this.capped = new Set(capped);
  }

  /** An operator let the type go on: it may have room for any number. */
  open(type: string): void {
    this.openings.next({ type, places: Infinity });
  }
}
