import type { JobStatus } from '@fasttrack/contracts';
import { isFinal } from '@fasttrack/jobs/job';
import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';

/** Jobs of one type that ended one way, as long ago as they had to be kept. */
export interface RemovableJobs {
  readonly type: string;
  readonly status: JobStatus;
  /** They ended by then. */
  readonly endedBy: Date;
}

/** Jobs that one sweep removes at most: so many hold other writers up for some milliseconds. */
export const REMOVED_AT_ONCE = 200;
/** Jobs are kept for days: whoever found none to remove looks again after this. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Where to look for jobs that need not be kept. Each type and end is a place of its own, so that one that keeps its jobs
 * for long holds no other up; a sweep that stopped at its limit goes on behind the place where it stopped.
 */
export class RetentionWalk {
  private lookAt = -Infinity;
  private last: string | undefined;

  constructor(private readonly rules: TypeRules) {}

  /** Whether it is time to look. */
  isDue(now: Date): boolean {
    return now.getTime() >= this.lookAt;
  }

  /** The places to look at, of all that have jobs. */
  places(counts: readonly Pick<JobCount, 'type' | 'status'>[], now: Date): RemovableJobs[] {
    const places = counts
      .filter(({ status }) => isFinal(status))
      .flatMap(({ type, status }): RemovableJobs[] => {
        const endedBy = this.rules.removableBy(type, status, now);
        return endedBy ? [{ type, status, endedBy }] : [];
      })
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const { last } = this;
    const behind = last === undefined ? [] : places.filter((place) => keyOf(place) > last);
    return [...behind, ...places.filter((place) => !behind.includes(place))];
  }

  /** It stopped at its limit in this place: the next sweep goes on at once. */
  stopAt(place: RemovableJobs): void {
    this.last = keyOf(place);
  }

  /** It looked everywhere. */
  finish(now: Date): void {
    this.lookAt = now.getTime() + LOOK_AGAIN_MS;
  }
}

const keyOf = ({ type, status }: RemovableJobs): string => `${type} ${status}`;
