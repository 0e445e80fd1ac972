import { toggled, unfolded } from './json-folds';
import type { JsonFolds } from './json-folds';
import type { JsonSegment } from './json-line';
import { lineOf, STRING_CLIP } from './json-line';
import { parseJson } from './json-parse';
import { rowsOf } from './json-rows';
import { findMatches, MATCHES_MAX } from './json-search';

interface Options {
  readonly words?: string;
  readonly change?: (folds: JsonFolds) => JsonFolds;
}

function linesOf(text: string, { words = '', change = (folds) => folds }: Options = {}): JsonSegment[][] {
  const root = parseJson(text).root!;
  const folds = change(unfolded(root, 1000));
  const found = findMatches(text, root, words);
  const matches = new Map(found.map(({ node }) => [node, found.filter((match) => match.node === node)]));
  return rowsOf(text, root, folds).map((row) => lineOf({ text, folds, matches, current: found[1] ?? null }, row));
}
const textOf = (line: JsonSegment[]): string => line.map((segment) => segment.text).join('');

describe('lineOf', () => {
  it('writes values as they are spelled, with keys and commas', () => {
    expect(linesOf('{"big": 9007199254740993, "list": [true], "none": {}}').map(textOf)).toEqual([
      '{',
      '"big": 9007199254740993,',
      '"list": [',
      'true',
      '],',
      '"none": {}',
      '}',
    ]);
  });

  it('says how many items a closed container has', () => {
    const text = '{"one": [1], "two": {"a": 1, "b": 2}}';
    const root = (folds: JsonFolds): JsonFolds => ({ ...folds, open: new Set([...folds.open].slice(0, 1)) });
    expect(linesOf(text, { change: root }).map(textOf)).toEqual(['{', '"one": [1 item],', '"two": {2 items}', '}']);
  });

  it('cuts a long string and shows it whole on demand', () => {
    const text = JSON.stringify('x'.repeat(1000));
    expect(textOf(linesOf(text)[0]!)).toBe(`"${'x'.repeat(STRING_CLIP - 1)}702 more characters`);
    const whole = linesOf(text, { change: (folds) => toggled(folds, [...folds.open][0]!) });
    expect(textOf(whole[0]!)).toBe(`${text}Show less`);
  });

  it('never halves a character at the cut', () => {
    const text = JSON.stringify('x'.repeat(STRING_CLIP - 2) + '😀'.repeat(100));
    expect(linesOf(text)[0]![0]!.text).toBe(`"${'x'.repeat(STRING_CLIP - 2)}`);
  });

  it('marks what the search found, in keys and values, whatever the case', () => {
    const [, line] = linesOf('{"Net": "a net"}', { words: 'net' });
    expect(line!.filter((segment) => segment.mark)).toEqual([
      { text: 'Net', style: 'key', mark: 'match' },
      { text: 'net', style: 'string', mark: 'current' },
    ]);
    expect(textOf(line!)).toBe('"Net": "a net"');
  });

  it('shows what turns the direction of writing by its number', () => {
    expect(linesOf('"a\u202eb"')[0]).toContainEqual({ text: '[U+202E]', control: 'U+202E', style: 'string' });
  });
});

describe('findMatches', () => {
  const find = (text: string, words: string): number => findMatches(text, parseJson(text).root!, words).length;

  it('takes every character of the words as itself', () => {
    expect(find('["a.b", "axb", "(a.b"]', 'a.b')).toBe(2);
    expect(find('["[\\\\"]', '[\\')).toBe(1);
  });

  it('finds nothing for no words', () => {
    expect(find('["a"]', '')).toBe(0);
  });

  it('finds places in the order of the document, and not between values', () => {
    const text = '{"a": [1, 11], "1": 1}';
    expect(findMatches(text, parseJson(text).root!, '1').map((match) => match.start)).toEqual([7, 10, 11, 16, 20]);
    expect(find(text, '[1')).toBe(0);
  });

  it('stops counting at the limit', () => {
    expect(find(JSON.stringify(Array.from({ length: 3000 }, () => 7)), '7')).toBe(MATCHES_MAX);
  });
});
