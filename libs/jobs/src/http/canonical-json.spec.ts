import * as fc from 'fast-check';
import { canonicalJson } from './canonical-json';

/** The same value with the members of every object in the opposite order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, turned(member)]));
};
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('canonicalJson', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue().map(parsed), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('does not depend on the order of members, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue().map(parsed), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
    );
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'ü"' })).toBe('{"a":"ü\\"","b":[{"a":null,"z":1}]}');
  });

  it.each<[unknown, unknown]>([
    [
      [1, 2],
      [2, 1],
    ],
    ['1', 1],
    [null, 'null'],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
    [{ 'a":1,"b': 2 }, { a: 1, b: 2 }],
  ])('tells %j from %j', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
