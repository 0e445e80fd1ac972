import type { JsonFolds } from './json-folds';
import { extended, toggled, unfolded } from './json-folds';
import { carriedOver } from './json-folds-carry';
import type { JsonNode } from './json-node';
import { spelled } from './json-node';
import { parseJson } from './json-parse';

/** Spelling of what is open in the newer text after `change` in the older one. */
function carried(before: string, after: string, change: (folds: JsonFolds, root: JsonNode) => JsonFolds): string[] {
  const [old, now] = [parseJson(before).root!, parseJson(after).root!];
  const folds = change(unfolded(old, 1000), old);
  const fresh = unfolded(now, 1000);
  const carriedFolds = carriedOver({ text: before, root: old, folds }, { text: after, root: now }, fresh);
  return [...carriedFolds.open].map((node) => spelled(after, node));
}

describe('carriedOver', () => {
  it('keeps closed what was closed, by key and not by place', () => {
    const open = carried('{"a": [1], "b": [2]}', '{"c": [3], "b": [2, 2], "a": [1]}', (folds, root) =>
      toggled(folds, root.children[0]!),
    );
    expect(open).toEqual(expect.arrayContaining(['[3]', '[2, 2]']));
    expect(open).not.toContain('[1]');
  });

  it('keeps lists by place', () => {
    const open = carried('[[1], [2]]', '[[1], [2], [3]]', (folds, root) => toggled(folds, root.children[1]!));
    expect(open).toEqual(expect.arrayContaining(['[1]', '[3]']));
    expect(open).not.toContain('[2]');
  });

  it('keeps how much of a long list is shown, within what there is now', () => {
    const list = (length: number): string => JSON.stringify(Array.from({ length }, () => 0));
    const [before, after] = [list(250), list(150)];
    const [old, now] = [parseJson(before).root!, parseJson(after).root!];
    const folds = extended(unfolded(old, 1000), old, 'later');
    const result = carriedOver({ text: before, root: old, folds }, { text: after, root: now }, unfolded(now, 1000));
    expect(result.windows.get(now)).toEqual({ start: 0, end: 150 });
  });

  it('stands a value that becomes another kind', () => {
    expect(carried('{"a": [1]}', '{"a": "text"}', (folds) => folds)).toEqual(['{"a": "text"}', '"text"']);
  });
});
