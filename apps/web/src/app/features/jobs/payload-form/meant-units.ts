import type { OutputUnit } from '@cfworker/json-schema';

/** Keywords that only say that something inside is wrong. */
const WRAPPERS = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
];
const CHOICES = ['anyOf', 'oneOf'];

/**
 * What a person has to mend. Of a value that may be one of several things, what is wrong with those of its own kind, or
 * that it is of none of them.
 */
export function meantUnits(units: readonly OutputUnit[]): readonly OutputUnit[] {
  const choices = units.filter(({ keyword }) => CHOICES.includes(keyword));
  return choices.reduce(meantOf, units).filter((unit, _at, all) => !isWrapper(unit, all));
}

const isInside = (unit: OutputUnit, outer: OutputUnit): boolean =>
  unit !== outer && unit.keywordLocation.startsWith(`${outer.keywordLocation}/`) && isAtOrBelow(unit, outer);

const isAtOrBelow = (unit: OutputUnit, outer: OutputUnit): boolean =>
  unit.instanceLocation === outer.instanceLocation || unit.instanceLocation.startsWith(`${outer.instanceLocation}/`);

function isWrapper(unit: OutputUnit, all: readonly OutputUnit[]): boolean {
  return WRAPPERS.includes(unit.keyword) || (!CHOICES.includes(unit.keyword) && all.some((one) => isInside(one, unit)));
}

function meantOf(units: readonly OutputUnit[], choice: OutputUnit): readonly OutputUnit[] {
  const inside = units.filter((unit) => isInside(unit, choice));
  const strange = new Set(
    inside
      .filter(({ keyword, instanceLocation }) => keyword === 'type' && instanceLocation === choice.instanceLocation)
      .map((unit) => branchOf(unit, choice)),
  );
  const meant = strange.size === 0 ? [] : inside.filter((unit) => !strange.has(branchOf(unit, choice)));
  const told = meant.length > 0 ? meant : [choice];
  return units.flatMap((unit) => (unit === choice ? told : inside.includes(unit) ? [] : [unit]));
}

const branchOf = (unit: OutputUnit, choice: OutputUnit): string | undefined =>
  unit.keywordLocation.slice(choice.keywordLocation.length + 1).split('/')[0];
