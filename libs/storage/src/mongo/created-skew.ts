import type { Job } from '@fasttrack/jobs/job';
import { trusted } from 'mongoose';
import type { Collections } from './collections';

/** Where the store keeps how far any job's time of creation lies after and before the time in its id, in milliseconds. */
export const SKEW_NAMES = { ahead: 'created_ahead', behind: 'created_behind' } as const;

type Skew = Readonly<Record<keyof typeof SKEW_NAMES, number>>;

/** Bounds grow by whole steps, so that they are written seldom. */
const STEP_MS = 1000;
/** Processes of an older build write no bounds while they are replaced: their clocks are right to a minute. */
const MARGIN_MS = 60_000;
const ID_TIME_DIGITS = 12;
const ID_TIME_MAX = 2 ** 48 - 1;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

/** How far one job's time of creation lies after, and before, the time in its id (UUIDv7). */
export function skewOf(id: string, createdAt: Date): Skew {
  if (!ID.test(id)) return { ahead: 0, behind: 0 };
  const ahead = createdAt.getTime() - parseInt(id.replace('-', '').slice(0, ID_TIME_DIGITS), 16);
  return { ahead: Math.max(0, ahead), behind: Math.max(0, -ahead) };
}

/** Knows between which ids the jobs of a span of time stand: ids are made by other clocks than times of creation. */
export class CreatedSkew {
  private known: Skew | undefined;

  constructor(private readonly collections: Collections) {}

  /** Before jobs are stored. */
  async note(jobs: readonly Pick<Job, 'id' | 'createdAt'>[]): Promise<void> {
    const skews = jobs.map(({ id, createdAt }) => skewOf(id, createdAt));
    this.known ??= await this.read();
    for (const side of ['ahead', 'behind'] as const) {
      const most = Math.max(0, ...skews.map((skew) => skew[side]));
      if (most > this.known[side]) await this.raise(side, Math.ceil(most / STEP_MS) * STEP_MS);
    }
  }

  /** Ids from `from` (inclusive) to `to` (exclusive). */
  async idsOf(
    createdAfter: Date | undefined,
    createdBefore: Date | undefined,
  ): Promise<{ from?: string; to?: string }> {
    if (!createdAfter && !createdBefore) return {};
    const { ahead, behind } = await this.read();
    return {
      ...(createdAfter && { from: firstIdAt(createdAfter.getTime() - ahead - MARGIN_MS) }),
      ...(createdBefore && { to: firstIdAt(createdBefore.getTime() + behind + MARGIN_MS) }),
    };
  }

  private async raise(side: keyof Skew, ms: number): Promise<void> {
    await this.collections.meta.updateOne({ _id: SKEW_NAMES[side] }, { $max: { number: ms } }, { upsert: true });
    this.known = { ...(this.known ?? (await this.read())), [side]: ms };
  }

  private async read(): Promise<Skew> {
    const records = await this.collections.meta.find({ _id: trusted({ $in: Object.values(SKEW_NAMES) }) }).lean();
    const number = (name: string): number => records.find(({ _id }) => _id === name)?.number ?? 0;
    return { ahead: number(SKEW_NAMES.ahead), behind: number(SKEW_NAMES.behind) };
  }
}

/** Sorts before every id of this time or later, and behind every one of an earlier time. */
function firstIdAt(ms: number): string {
  const hex = Math.min(Math.max(0, ms), ID_TIME_MAX).toString(16).padStart(ID_TIME_DIGITS, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
