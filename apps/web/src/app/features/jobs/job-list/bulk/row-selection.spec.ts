import { RowSelection } from './row-selection';

const PAGE = ['a', 'b', 'c', 'd', 'e'];

describe('RowSelection', () => {
  let selection: RowSelection;
  const chosen = (): string => PAGE.filter((id) => selection.has(id)).join('');
  beforeEach(() => (selection = new RowSelection()));

  it('turns single rows', () => {
    selection.toggle('b', PAGE);
    selection.toggle('d', PAGE);
    selection.toggle('b', PAGE);
    expect(chosen()).toBe('d');
  });

  it('drops some of what was selected, and all of it when that is all matching jobs', () => {
    for (const id of ['a', 'b', 'c']) selection.toggle(id, PAGE);
    selection.drop(['a', 'c', 'e']);
    expect(chosen()).toBe('b');
    selection.extend('d', PAGE);
    expect(chosen()).toBe('bd');
    selection.selectAllMatching();
    selection.drop(['a']);
    expect(selection.isEmpty()).toBe(true);
  });

  it('extends from the row that was turned last, in both directions and both ways', () => {
    selection.toggle('b', PAGE);
    selection.extend('d', PAGE);
    expect(chosen()).toBe('bcd');
    selection.extend('a', PAGE);
    expect(chosen()).toBe('abcd');
    selection.toggle('c', PAGE);
    selection.extend('d', PAGE);
    expect(chosen()).toBe('ab');
  });

  it('takes a range without a beginning, or one that left the page, for a single row', () => {
    selection.extend('c', PAGE);
    expect(chosen()).toBe('c');
    selection.extend('e', ['d', 'e']);
    expect(chosen()).toBe('ce');
  });

  it('has every job once all matching are selected, and those of the page but one when one is turned', () => {
    selection.selectPage(PAGE);
    selection.selectAllMatching();
    expect([selection.has('elsewhere'), selection.isEmpty()]).toEqual([true, false]);
    selection.toggle('c', PAGE);
    expect(chosen()).toBe('abde');
    expect(selection.has('elsewhere')).toBe(false);
  });

  it('is empty after it was cleared', () => {
    selection.selectPage(PAGE);
    selection.selectAllMatching();
    selection.clear();
    expect([selection.isEmpty(), chosen()]).toEqual([true, '']);
  });
});
