/** How a figure differs from the one before, ready to be shown. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** How much, without a sign: `8.2%`. */
  readonly text: string;
  readonly tone: 'ok' | 'bad' | 'warn' | 'mut';
}

/** What more of something means. */
type Sense = 'good' | 'bad' | 'plain' | 'burden';

/** Below this a percentage says more than there is. */
const FEW = 10;
const TIMES_FROM = 10;
const LEAST_RATIO = 0.0005;

const number = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 });

interface Compared {
  readonly sense: Sense;
  /** Things counted for each 1 of the figures, where these are rates. */
  readonly scale?: number;
  /** What is counted. */
  readonly noun: 'job' | 'start' | 'failure';
  /** Whether a percentage needs it too: the figure on the card is of something else. */
  readonly isAlwaysNamed?: boolean;
}

/** How much more or less, in percent; in counts while they are small. `null`: there was nothing before. */
export function changeOf(
  now: number,
  before: number,
  { sense, scale = 1, noun, isAlwaysNamed = false }: Compared,
): Change | null {
  if (before === 0) return null;
  const difference = now - before;
  const ratio = Math.abs(difference) / before;
  if (Math.min(now, before) * scale < FEW) return inCounts(Math.round(difference * scale), sense, noun);
  if (ratio < LEAST_RATIO) return NO_CHANGE;
  const text = ratio >= TIMES_FROM ? `×${number.format(Math.round(now / before))}` : percent.format(ratio);
  return directed(difference, isAlwaysNamed ? `${text} ${noun}s` : text, sense);
}

/** A change of so many things: `1 job`, `3 jobs`. */
export function inCounts(difference: number, sense: Sense, noun: Compared['noun']): Change {
  const count = Math.abs(difference);
  return directed(difference, `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`, sense);
}

/** A change whose text is written elsewhere. */
export function directed(difference: number, text: string, sense: Sense): Change {
  if (difference === 0) return NO_CHANGE;
  const isUp = difference > 0;
  return { direction: isUp ? 'up' : 'down', text, tone: toneOf(isUp, sense) };
}

const NO_CHANGE: Change = { direction: 'same', text: 'no change', tone: 'mut' };

function toneOf(isUp: boolean, sense: Sense): Change['tone'] {
  switch (sense) {
    case 'good':
      return isUp ? 'ok' : 'bad';
    case 'bad':
      return isUp ? 'bad' : 'ok';
    case 'burden':
      return isUp ? 'warn' : 'mut';
    case 'plain':
      return 'mut';
  }
}
