import type { TypeControl, TypeControlChange } from '../type-controls.port';
import type { TypeRules } from './type-rules';

/** The types that are held back now. */
export interface TypeLimits {
  readonly paused: ReadonlySet<string>;
  /** Most jobs that run at once, of the types that have a cap. */
  readonly caps: ReadonlyMap<string, number>;
}

/** What operators changed comes before what is registered. */
export function limitsOf(controls: readonly TypeControl[], rules: TypeRules): TypeLimits {
  const caps = new Map<string, number>();
  for (const type of rules.types) setCap(caps, type, rules.of(type).concurrency);
  for (const { type, concurrency } of controls) setCap(caps, type, concurrency);
  return { paused: new Set(controls.filter(({ paused }) => paused).map(({ type }) => type)), caps };
}

/** Whether no type is held back. */
export const isUnlimited = ({ paused, caps }: TypeLimits): boolean => paused.size === 0 && caps.size === 0;

/** How many more jobs of the type may be handed out while so many run. */
export function roomFor(type: string, running: number, { paused, caps }: TypeLimits): number {
  return paused.has(type) ? 0 : Math.max(0, (caps.get(type) ?? Infinity) - running);
}

/** The control after a change. */
export function controlAfter(before: TypeControl | undefined, change: TypeControlChange): TypeControl {
  const { type, paused = before?.paused ?? false, at, by } = change;
  const concurrency = change.concurrency === undefined ? before?.concurrency : (change.concurrency ?? undefined);
  return { type, paused, ...(concurrency !== undefined && { concurrency }), changedAt: at, changedBy: by };
}

function setCap(caps: Map<string, number>, type: string, cap: number | undefined): void {
  if (cap !== undefined) caps.set(type, cap);
}
