import type { ListQuery } from './list-query';

/** Part of a query, or why it cannot be one. */
export type FieldReading = { readonly patch: ListQuery } | { readonly fault: string };

const RULE = 'Write created:>2026-11-01, created:<2026-11-05, or created:2026-11-01..2026-11-05.';
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** A stretch of time: from its first millisecond to the first one behind it. */
interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** Reads `>2026-11-01`, `>=…`, `<…`, `<=…`, `a..b` or one day. Days are those of this browser's clock. */
export function readCreated(value: string): FieldReading {
  const [, sign = '', rest = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
  const [first = '', last = first, ...more] = rest.split('..');
  const [from, to] = [stretchOf(first), stretchOf(last)];
  const isRange = rest.includes('..');
  if (more.length > 0 || (sign !== '' && isRange)) return { fault: RULE };
  if (!from || !to) return { fault: `"${from ? last : first}" is no date. ${RULE}` };
  if (to.to <= from.from) return { fault: 'The range ends before it begins.' };
  return { patch: patchOf(sign, from, to) };
}

/** The bounds that a text behind `created:` means; none when it cannot be read. */
export function boundsOf(typed: string): ListQuery {
  const reading = readCreated(typed);
  return 'patch' in reading ? reading.patch : {};
}

function patchOf(sign: string, from: Stretch, to: Stretch): ListQuery {
  const [after, before] = [(at: Date) => ({ createdAfter: iso(at) }), (at: Date) => ({ createdBefore: iso(at) })];
  switch (sign) {
    case '>':
      return after(from.to);
    case '>=':
      return after(from.from);
    case '<':
      return before(from.from);
    case '<=':
      return before(from.to);
    default:
      return { ...after(from.from), ...before(to.to) };
  }
}

const iso = (at: Date): string => at.toISOString();

function stretchOf(text: string): Stretch | undefined {
  const [, year, month, day] = DAY.exec(text)?.map(Number) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const from = new Date(year, month - 1, day);
    const isReal = from.getMonth() === month - 1 && from.getDate() === day;
    return isReal ? { from, to: new Date(year, month - 1, day + 1) } : undefined;
  }
  const from = MOMENT.test(text) ? new Date(text) : undefined;
  if (!from || Number.isNaN(from.getTime())) return undefined;
  return { from, to: new Date(from.getTime() + 1) };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as it is typed: the day alone at midnight, `2026-11-23T14:03` else. */
export function typedTime(at: string): string {
  const time = new Date(at);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const [hour, minute, second] = [time.getHours(), time.getMinutes(), time.getSeconds()];
  if (hour + minute + second + time.getMilliseconds() === 0) return day;
  const clock = `${two(hour)}:${two(minute)}`;
  return second + time.getMilliseconds() === 0 ? `${day}T${clock}` : time.toISOString();
}
