import type { JobTypeView } from '@fasttrack/contracts';

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** How long jobs that have ended are kept, over all types; empty when that is not known, or they are kept for ever. */
export function retentionText(types: readonly Pick<JobTypeView, 'retention'>[]): string {
  const all = types.flatMap(({ retention: { completed, failed, cancelled } }) => [completed, failed, cancelled]);
  const limited = all.filter((count) => count > 0);
  if (limited.length === 0) return '';
  const [least, most] = [Math.min(...limited), Math.max(...limited)];
  if (limited.length < all.length) return `Finished jobs may be removed after ${days(least)}.`;
  return least === most
    ? `Finished jobs are kept ${days(least)}.`
    : `Finished jobs are kept ${least} to ${days(most)}, by type.`;
}
