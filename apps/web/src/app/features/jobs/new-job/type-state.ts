import type { JobTypeView } from '@fasttrack/contracts';

const number = new Intl.NumberFormat('en');

const REASONS: Readonly<Record<string, string>> = {
  paused: 'Paused',
  worker: 'No worker',
  cap: 'As many run as may',
  target: 'Its target takes none',
};

/** What keeps jobs of a type back and how many wait for that, `No worker, 42 wait`; empty when nothing does. */
export function typeState({ paused, hindrance }: Pick<JobTypeView, 'paused' | 'hindrance'>, waiting: number): string {
  const reason = paused ? 'paused' : hindrance?.reason;
  if (reason === undefined || !Object.hasOwn(REASONS, reason)) return '';
  const text = REASONS[reason] ?? '';
  return waiting === 0 ? text : `${text}, ${number.format(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`;
}
