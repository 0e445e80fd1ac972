import type { JobEventName, JobEventView } from '@fasttrack/contracts';

const WORDS: Readonly<Record<JobEventName, string>> = {
  created: 'Created',
  claimed: 'Run started',
  handed_over: 'Handed over',
  completed: 'Completed',
  run_failed: 'Run failed',
  put_back: 'Put back',
  failed: 'Failed',
  cancelled: 'Cancelled',
  retried: 'Retried',
};

/** An event in words; a name that is not known stands as it came. */
export function eventText({ event, to, from }: Pick<JobEventView, 'event' | 'from' | 'to'>): string {
  if (event === 'retried' && from === to) return 'Retried as another job';
  return Object.hasOwn(WORDS, event) ? WORDS[event] : event;
}

/** Who made a change, in words. */
export function byText(by: unknown): string {
  if (by === 'api') return 'through the API';
  if (by === 'callback') return 'by a callback';
  if (by === 'sweeper') return 'by the sweeper';
  return typeof by === 'string' ? `by ${by}` : '–';
}
