import { isRecord } from './is-record';

/** Whether a value is as the API promises it. */
export type Check = (value: unknown) => boolean;
/** A check for each member by its name. */
export type Checks = Readonly<Record<string, Check>>;
type Members = Readonly<Record<string, unknown>>;

/** What is expected of an object. */
export interface Shape {
  /** Without one of these nothing can be shown. */
  readonly needed: Checks;
  /** One that is not as promised is left out: it costs itself and nothing else. */
  readonly optional: Checks;
  /** Stand in for members that are always there by contract. */
  readonly defaults: Members;
}

/** Any text, also an empty one. */
export const isText: Check = (value) => typeof value === 'string';
/** True or false. */
export const isFlag: Check = (value) => typeof value === 'boolean';
/** A text that is not empty. */
export const isName: Check = (value) => isText(value) && value !== '';
/** A number that can be reckoned with. */
export const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** A text that is a point in time. */
export const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Also passes what is absent. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Passes an object whose members pass; others are not looked at. */
export const shape =
  (checks: Checks): Check =>
  (value) =>
    isRecord(value) && fits(value, checks);

/** Passes an object when each of its members does, whatever its name. */
export const eachMember =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);

const fits = (value: Members, checks: Checks): boolean =>
  Object.entries(checks).every(([name, check]) => check(value[name]));

/** The value itself when nothing is odd about it, else what can be shown of it; `undefined`: too little. */
export function readShape(value: unknown, { needed, optional, defaults }: Shape): unknown {
  if (!isRecord(value) || !fits(value, needed)) return undefined;
  const isGood = (name: string): boolean => !Object.hasOwn(optional, name) || optional[name]?.(value[name]) === true;
  const names = Object.keys(value);
  if (names.every(isGood) && Object.keys(defaults).every((name) => name in value)) return value;
  return { ...defaults, ...Object.fromEntries(names.filter(isGood).map((name) => [name, value[name]])) };
}
