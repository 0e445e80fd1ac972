import { parseJson } from '../json-viewer/json-parse';
import type { FaultPlace } from './fault-place';
import { placeOf } from './fault-place';

const faultIn = (text: string): FaultPlace => placeOf(text, parseJson(text).fault!);

describe('placeOf', () => {
  it('counts lines and columns from 1', () => {
    const text = '{\n  "items": [\n    { "sku": "HUB-07", qty: 2 }\n  ]\n}';
    expect(faultIn(text)).toEqual({
      offset: text.indexOf('qty'),
      line: 3,
      column: 24,
      expected: 'a property name in double quotes',
      found: { character: 'q' },
      hint: 'property names need double quotes',
    });
  });

  it('knows the line breaks of every system', () => {
    expect(faultIn('[\r\n1,\r2,\n x]')).toMatchObject({ line: 4, column: 2 });
  });

  it('counts a character of two code units as one column', () => {
    expect(faultIn('["😀😀" x]')).toMatchObject({ line: 1, column: 7 });
    expect(faultIn('😀').found).toEqual({ character: '😀' });
  });

  it.each([
    ['[1,', 'the end of the text'],
    ['"a\nb"', 'a line break'],
    ['"a\tb"', 'a tab'],
  ])('says in words what cannot be quoted in %j', (text, words) => {
    expect(faultIn(text).found).toEqual({ words });
  });

  it.each([
    ['```json\n{}\n```', 'a Markdown fence is not JSON'],
    ['{"a": 1} // sum checked', 'JSON has no comments'],
    ['{"a": True}', 'that is Python: JSON writes true, false and null'],
    ['[NaN]', 'JSON has no such value'],
    ["{'a': 1}", 'JSON has only straight double quotes'],
    ['{“a”: 1}', 'JSON has only straight double quotes'],
    ['[1, 2, ]', 'a comma stands after the last item'],
    ['{a: 1}', 'property names need double quotes'],
    ['{"a": "I said "yes" twice"}', 'a double quote inside a string needs a backslash'],
    ['{"a": "one\ntwo"}', 'a string ends on its line; a line break inside is written \\n'],
    ['{"a": [1', 'the text was cut off'],
    [' \n', 'the text is empty'],
    ['Sure, here it is: {}', 'the text begins with words'],
    ['{} Let me know!', 'more text follows after the JSON'],
  ])('names the usual slip in %j', (text, hint) => {
    expect(faultIn(text).hint).toBe(hint);
  });

  it('names no slip when none is likely', () => {
    expect(faultIn('[{} {}]').hint).toBeNull();
    expect(faultIn('{"a" 1}').hint).toBeNull();
  });
});
