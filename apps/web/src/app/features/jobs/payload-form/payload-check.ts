import type { OutputUnit } from '@cfworker/json-schema';
import { Validator } from '@cfworker/json-schema';
import type { JsonObject } from '@fasttrack/contracts';
import { faultWords } from './fault-words';
import { learnFormats, learnLimit } from './formats';
import { memberPointer, stepsOf } from './json-pointer';
import { meantUnits } from './meant-units';
import type { PayloadFault } from './payload-fault';
import { ruleAt } from './rule-at';
import { countedInUnits, unitLimitOf } from './units';

/** What is wrong with a payload, at most one fault for each part; empty: nothing. */
export type PayloadCheck = (payload: unknown) => readonly PayloadFault[];

const checks = new WeakMap<JsonObject, PayloadCheck>();

/**
 * The check of a schema (JSON Schema 2020-12), by the rules of the backend. It interprets the schema: the content
 * security policy forbids code that is made on the way. A schema that cannot be read is left to the backend.
 */
export function payloadCheckOf(schema: JsonObject): PayloadCheck {
  const known = checks.get(schema);
  if (known) return known;
  const check = compile(schema);
  checks.set(schema, check);
  return check;
}

function compile(schema: JsonObject): PayloadCheck {
  learnFormats();
  const counted = countedInUnits(schema) as JsonObject;
  for (const name of formatsOf(counted)) {
    const limit = unitLimitOf(name);
    if (limit) learnLimit(name, limit);
  }
  // The validator writes into its schema: that of the backend stays as it is.
  const own = JSON.parse(JSON.stringify(counted)) as JsonObject;
  return (payload) => {
    try {
      return faultsOf(new Validator(own, '2020-12', false).validate(payload).errors, counted, payload);
    } catch {
      // A reference that leads out of the schema.
      return [];
    }
  };
}

function formatsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, part]) =>
    name === 'format' && typeof part === 'string' ? [part] : formatsOf(part),
  );
}

function faultsOf(units: readonly OutputUnit[], schema: JsonObject, payload: unknown): readonly PayloadFault[] {
  const faults = meantUnits(units).map((unit) => faultOf(unit, schema, payload));
  // The first rule that a part breaks says enough.
  return faults.filter(({ pointer }, at) => faults.findIndex((one) => one.pointer === pointer) === at);
}

function faultOf(unit: OutputUnit, schema: JsonObject, payload: unknown): PayloadFault {
  const at = unit.instanceLocation.replace(/^#/, '');
  const pointer = unit.keyword === 'required' ? memberPointer(at, missingIn(unit)) : at;
  const value = stepsOf(at).reduce<unknown>((inside, step) => (Object(inside) as JsonObject)[step], payload);
  const { rule, limit } = ruleOf(unit, schema);
  return { pointer, rule, text: faultWords({ rule, limit, value }, unit.error) };
}

const missingIn = ({ error }: OutputUnit): string => /"(.*)"\.$/s.exec(error)?.[1] ?? '';

function ruleOf({ keyword, keywordLocation }: OutputUnit, schema: JsonObject): { rule: string; limit: unknown } {
  if (keyword === 'false') return { rule: 'unknown', limit: undefined };
  const limit = ruleAt(schema, keywordLocation);
  const units = keyword === 'format' && typeof limit === 'string' ? unitLimitOf(limit) : undefined;
  return units ? { rule: units.keyword, limit: units.limit } : { rule: keyword, limit };
}
