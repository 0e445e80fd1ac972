import type { StatsView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { Checks, Shape } from './read-shape';
import { eachMember, isCount, isTime, readShape, shape } from './read-shape';

const areCounts = shape(Object.fromEntries(JOB_STATUSES.map((status) => [status, isCount])));
const TOKENS: Checks = { inputTokens: isCount, outputTokens: isCount };
const STATS: Shape = {
  needed: { total: isCount, byStatus: areCounts },
  optional: {
    byType: eachMember(areCounts),
    oldestWaiting: isTime,
    usage: shape({ ...TOKENS, byType: eachMember(shape(TOKENS)) }),
  },
  defaults: { byType: {} },
};

/** Reads counts of jobs; `undefined` when they are none. Odd members are left out. */
export const readStatsView = (value: unknown): StatsView | undefined =>
  readShape(value, STATS) as StatsView | undefined;
