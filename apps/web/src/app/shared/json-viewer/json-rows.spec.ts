import { CHUNK, extended, revealed, toggled, unfolded } from './json-folds';
import type { JsonFolds } from './json-folds';
import type { JsonNode } from './json-node';
import { spelled } from './json-node';
import { parseJson } from './json-parse';
import { rowsOf } from './json-rows';

const long = JSON.stringify({ list: Array.from({ length: 250 }, (_, index) => index), last: [1] });

function world(
  text: string,
  maxLines = 1000,
): { root: JsonNode; folds: JsonFolds; lines: (folds: JsonFolds) => string[] } {
  const root = parseJson(text).root!;
  const lines = (folds: JsonFolds): string[] =>
    rowsOf(text, root, folds).map((row) => {
      if (row.kind === 'more') return `${row.direction} ${row.count}`;
      return row.kind === 'close' ? 'close' : `${row.depth}:${spelled(text, row.node).slice(0, 5)}`;
    });
  return { root, folds: unfolded(root, maxLines), lines };
}

describe('rowsOf', () => {
  it('shows a line for each value and for each end, with its depth', () => {
    const { folds, lines } = world('{"a": [1, {}], "b": "x"}');
    expect(lines(folds)).toEqual(['0:{"a":', '1:[1, {', '2:1', '2:{}', 'close', '1:"x"', 'close']);
  });

  it('shows long containers in chunks and says how many values are left out', () => {
    const { root, folds, lines } = world(long);
    expect(lines(folds)).toContain('later 150');
    const more = extended(folds, root.children[0]!, 'later');
    expect(lines(more)).toContain('later 50');
    expect(lines(extended(more, root.children[0]!, 'later')).join()).not.toContain('later');
  });

  it('gives each line a name that stays while folds change', () => {
    const { root, folds } = world(long);
    const ids = (now: JsonFolds): string[] => rowsOf(long, root, now).map((row) => row.id);
    const closed = ids(toggled(folds, root.children[0]!));
    expect(new Set(ids(folds)).size).toBe(ids(folds).length);
    expect(ids(folds)).toEqual(expect.arrayContaining(closed));
  });

  it('gives each line a name that stays when a member comes before it, and keys that come again names of their own', () => {
    const ids = (text: string): string[] => {
      const { root, folds } = world(text);
      return rowsOf(text, root, folds).map((row) => row.id);
    };
    const before = ids('{"b": {"c": 1}, "d": [1]}');
    expect(ids('{"a": 0, "b": {"c": 1}, "d": [1]}')).toEqual(expect.arrayContaining(before));
    const doubled = ids('{"a": {"b": 1}, "a": {"b": 2}, "a close": 3}');
    expect(new Set(doubled).size).toBe(doubled.length);
  });
});

describe('unfolded', () => {
  it('opens from the outside in until the lines are used up', () => {
    const { root, folds } = world('[[1, 2, 3, [4]], [5]]', 8);
    expect(folds.open.has(root)).toBe(true);
    expect(folds.open.has(root.children[0]!)).toBe(true);
    expect(folds.open.has(root.children[1]!)).toBe(false);
  });

  it('always opens the outermost value', () => {
    const { root, folds } = world(long, 0);
    expect([...folds.open]).toEqual([root]);
  });
});

describe('toggled', () => {
  it('closes and opens a container without touching the others', () => {
    const { root, folds, lines } = world('[[1], [2]]');
    const closed = toggled(folds, root.children[0]!);
    expect(lines(closed)).toEqual(['0:[[1],', '1:[1]', '1:[2]', '2:2', 'close', 'close']);
    expect(lines(toggled(closed, root.children[0]!))).toEqual(lines(folds));
  });
});

describe('revealed', () => {
  it('opens what is around a value', () => {
    const { root, folds, lines } = world('[[[7]]]', 0);
    expect(lines(folds)).toEqual(['0:[[[7]', '1:[[7]]', 'close']);
    expect(lines(revealed(folds, root.children[0]!.children[0]!.children[0]!))).toContain('3:7');
  });

  it('jumps to the chunk of a value, from where earlier ones can be shown', () => {
    const { root, folds, lines } = world(long);
    const list = root.children[0]!;
    const there = revealed(folds, list.children[220]!);
    expect(lines(there)).toEqual(expect.arrayContaining(['2:220', `earlier ${2 * CHUNK}`]));
    expect(lines(there)).not.toContain('2:0');
    expect(lines(extended(there, list, 'earlier'))).toEqual(expect.arrayContaining(['2:100', 'earlier 100']));
  });

  it('leaves a container as it is when the value is shown already', () => {
    const { root, folds } = world(long);
    expect(revealed(folds, root.children[0]!.children[5]!).windows.size).toBe(0);
  });
});
