import { isRecord } from '../../../core/is-record';
import { stepsOf } from './json-pointer';

const REF = '$ref';

/** What a schema says at a place that was reached by way of its references. */
export function ruleAt(schema: unknown, location: string): unknown {
  const steps = stepsOf(location.replace(/^#/, ''));
  return steps.reduce<unknown>((part, step, index) => {
    const next = memberOf(part, step);
    const isPassed = step === REF && index < steps.length - 1;
    return isPassed && typeof next === 'string' ? ruleAt(schema, decodeURIComponent(next)) : next;
  }, schema);
}

function memberOf(part: unknown, step: string): unknown {
  if (Array.isArray(part)) return part[Number(step)];
  return isRecord(part) && Object.hasOwn(part, step) ? part[step] : undefined;
}
