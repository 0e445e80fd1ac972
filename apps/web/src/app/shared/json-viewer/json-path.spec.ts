import { parseJson } from './json-parse';
import { pathOf } from './json-path';

describe('pathOf', () => {
  const text = `{"items": [{"net": 1}, {"a b": 2, "it's": 3, "say \\"x\\"": 4, "1st": 5, "": 6}]}`;
  const items = parseJson(text).root?.children[0];

  it('names keys and positions', () => {
    expect(pathOf(text, items!)).toBe('$.items');
    expect(pathOf(text, items!.children[0]!.children[0]!)).toBe('$.items[0].net');
  });

  it('calls the whole document $', () => {
    expect(pathOf('7', parseJson('7').root!)).toBe('$');
  });

  it('quotes keys that are no simple names', () => {
    expect(items!.children[1]!.children.map((child) => pathOf(text, child))).toEqual([
      "$.items[1]['a b']",
      "$.items[1]['it\\'s']",
      `$.items[1]['say "x"']`,
      "$.items[1]['1st']",
      "$.items[1]['']",
    ]);
  });
});
