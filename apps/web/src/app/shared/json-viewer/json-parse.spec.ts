import * as fc from 'fast-check';
import type { JsonNode } from './json-node';
import { isFoldable, spelled, valueOf } from './json-node';
import { parseJson } from './json-parse';

const treeOf = (text: string): JsonNode => {
  const { root, fault } = parseJson(text);
  if (!root) throw new TypeError(`no tree: ${JSON.stringify(fault)}`);
  return root;
};
const faultOf = (text: string): string => {
  const { fault } = parseJson(text);
  return fault ? `${fault.offset}: ${fault.expected}` : 'none';
};
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
/** A valid document with one piece of it cut out, doubled or replaced. */
const nearlyJson = fc
  .tuple(fc.json(), fc.nat(), fc.nat(3), fc.constantFrom('', ',', '"', '{', ']', '\\', '0', '-', 'e', '.', '\n', "'"))
  .map(([json, at, length, piece]) => {
    const start = at % (json.length + 1);
    return json.slice(0, start) + piece + json.slice(start + length);
  });

describe('parseJson', () => {
  it('accepts and refuses exactly what JSON.parse does', () => {
    const check = (text: string): void => {
      expect([text, parseJson(text).fault === null]).toEqual([text, isJson(text)]);
    };
    fc.assert(fc.property(fc.json(), check), { numRuns: 300 });
    fc.assert(fc.property(nearlyJson, check), { numRuns: 3000 });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from('[]{}",:0-1.eE+\\u tfn \n\t')) }), check), {
      numRuns: 3000,
    });
  });

  it('gives back the value that JSON.parse gives', () => {
    const rebuilt = (text: string, node: JsonNode): unknown => {
      if (node.kind === 'array') return node.children.map((child) => rebuilt(text, child));
      if (node.kind !== 'object') return JSON.parse(spelled(text, node));
      return Object.fromEntries(
        node.children.map((child) => [JSON.parse(spelled(text, child.key ?? child)), rebuilt(text, child)]),
      );
    };
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        expect(rebuilt(text, treeOf(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps the spelling of numbers, the order of keys and repeated keys', () => {
    const text = '{"b": 9007199254740993, "2": 1.10, "1": 1e400, "b": -0}';
    const children = treeOf(text).children;
    expect(children.map((child) => spelled(text, child))).toEqual(['9007199254740993', '1.10', '1e400', '-0']);
    expect(children.map((child) => child.key && spelled(text, child.key))).toEqual(['"b"', '"2"', '"1"', '"b"']);
  });

  it('knows the parent and the position of each value', () => {
    const [first, second] = treeOf('[[1], {"a": null}]').children;
    expect([first?.index, second?.index]).toEqual([0, 1]);
    expect(second?.children[0]?.parent).toBe(second);
  });

  it.each([
    ['', '0: a value'],
    ['   ', '3: a value'],
    ['{"a": 1', '7: a comma or }'],
    ['[1 2]', '3: a comma or ]'],
    ['[1,]', '3: a value'],
    ['{a: 1}', '1: a property name in double quotes or }'],
    ['{"a": 1, b: 2}', '9: a property name in double quotes'],
    ['{"a" 1}', '5: a colon'],
    ['"abc', '4: the closing quote of the string'],
    ['"a\nb"', '2: the closing quote of the string'],
    ['"\\x"', '2: one of " \\ / b f n r t u after the backslash'],
    ['"\\u12g4"', '3: four hexadecimal digits'],
    ['-', '1: a digit'],
    ['1.', '2: a digit'],
    ['1e+', '3: a digit'],
    ['01', '1: the end of the text'],
    ['nul', '3: the word null'],
    ['True', '0: a value'],
    ['{} done', '3: the end of the text'],
    ['\ufeff{}', '0: a value'],
  ])('says where %j stops being JSON and what would come there', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('reads nesting of any depth, and lets the deepest levels stand as they are spelled', () => {
    const depth = 200_000;
    const text = '['.repeat(depth) + ']'.repeat(depth);
    let node = treeOf(text);
    while (isFoldable(node)) node = node.children[0]!;
    expect(spelled(text, node)).toBe('['.repeat(depth - 100) + ']'.repeat(depth - 100));
    expect(faultOf('['.repeat(depth))).toBe(`${depth}: a value`);
  });
});

describe('valueOf', () => {
  it('gives strings without quotes and escapes and everything else as spelled', () => {
    const text = '{"s": "a\\n\\"b\\"", "n": 1.10}';
    expect(treeOf(text).children.map((child) => valueOf(text, child))).toEqual(['a\n"b"', '1.10']);
    expect(valueOf(text, treeOf(text))).toBe(text);
  });
});
