import type { CallbackEntry } from '@fasttrack/contracts';
import type { Concerns, StuckType } from './concerns';
import { roughAge } from './age-text';

/** One line of the strip that stands there only when something is wrong. */
export interface Attention {
  /** The same as long as the same thing is wrong. */
  readonly id: string;
  /** What is wrong: words, and names that are shown as code. */
  readonly head: readonly { readonly text: string; readonly isCode: boolean }[];
  readonly detail: string;
  /** What ends it. */
  readonly advice: string;
  readonly link?: { readonly label: string; readonly query: Readonly<Record<string, string>> };
  /** What the API says of it: it opens in a browser where the API asks for no key. */
  readonly source?: { readonly label: string; readonly href: string };
  /** The single event that it tells of, where somebody who has read it may put it aside until there is another. */
  readonly event?: string;
}

/** A callback that was refused longer ago is no news. */
const REFUSED_LATELY_MS = 15 * 60_000;

const number = new Intl.NumberFormat();
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const words = (text: string): { text: string; isCode: boolean } => ({ text, isCode: false });
const code = (text: string): { text: string; isCode: boolean } => ({ text, isCode: true });

/** Every concern in words: refused callbacks, which no number of types may hide, then those that hold up most jobs. */
export const attentionsOf = ({ stuck, degraded, refused }: Concerns, nowMs: number): readonly Attention[] => [
  ...(refused ? ofRefused(refused, nowMs - Date.parse(refused.at)) : []),
  ...stuck.map((type) => ofType(type, nowMs)),
  ...degraded.map(({ part, message }) => ({
    ...{ id: `degraded ${part}`, head: [words(`The ${part} works with limits.`)] },
    ...{ detail: message, advice: 'Jobs are safe, and done later or more slowly.' },
  })),
];

function ofRefused({ id, address, path }: CallbackEntry, ageMs: number): readonly Attention[] {
  if (ageMs >= REFUSED_LATELY_MS) return [];
  return [
    {
      ...{ id: 'refused callbacks', head: [words('Callbacks without a valid proof are refused.')] },
      detail: `The last one came ${roughAge(ageMs)} ago from ${address} at ${path}.`,
      advice: 'Give the worker the secret of WEBHOOK_SECRET, or the address that came with its job.',
      source: { label: 'See them as JSON', href: '/api/callbacks?verdict=unauthorized' },
      event: id,
    },
  ];
}

function ofType({ type, hindrance, waiting, since }: StuckType, nowMs: number): Attention {
  const count = `${number.format(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`;
  const age =
    since === undefined ? '' : `, ${waiting === 1 ? '' : 'the oldest '}for ${roughAge(nowMs - Date.parse(since))}`;
  const label = waiting === 1 ? 'See the job' : `See the ${number.format(waiting)} jobs`;
  return {
    ...{ id: `${hindrance.reason} ${type}`, ...saidOf(type, hindrance) },
    detail: `${count}${age}.`,
    link: { label, query: { status: 'pending', type } },
  };
}

function saidOf(type: string, { reason, until, message }: StuckType['hindrance']): Pick<Attention, 'head' | 'advice'> {
  if (reason === 'paused')
    return { head: [code(type), words(' is paused.')], advice: 'Its jobs keep their places until it is resumed.' };
  if (reason === 'target') {
    const time = until === undefined ? '' : ` until ${clock.format(Date.parse(until))}`;
    return { head: [words('The target of '), code(type), words(` takes no jobs${time}.`)], advice: message ?? '' };
  }
  const head = [words('No worker takes '), code(type), words(' jobs.')];
  return { head, advice: 'They start as soon as one connects.' };
}
