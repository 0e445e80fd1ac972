import { parseSearch, typedSearch } from './parse-search';

const WORLD = { types: ['prompt', 'email', 'report'] };
const patchOf = (text: string): unknown => {
  const { patch, faults } = parseSearch(text, WORLD);
  expect(faults).toEqual([]);
  return patch;
};
const faultsOf = (text: string): readonly string[] => parseSearch(text, WORLD).faults;
const local = (year: number, month: number, day: number): string => new Date(year, month - 1, day).toISOString();

describe('parseSearch', () => {
  it.each([
    ['', {}],
    ['  ', {}],
    ['moon landing', { search: 'moon landing' }],
    ['moon   landing ', { search: 'moon landing' }],
    ['status:failed', { status: 'FAILED' }],
    ['STATUS:Failed', { status: 'FAILED' }],
    ['type:prompt tag:acme key:"customer 7"', { type: 'prompt', tag: 'acme', key: 'customer 7' }],
    ['tag:"two words" moon', { tag: 'two words', search: 'moon' }],
    ['moon status:pending landing', { status: 'PENDING', search: 'moon landing' }],
    ['error:"rate limit"', { status: 'FAILED', search: 'rate limit' }],
    ['status:pending error:timeout', { status: 'PENDING', search: 'timeout' }],
    ['error:timeout status:pending', { status: 'PENDING', search: 'timeout' }],
    ['result:hallucinated', { resultValid: false }],
    ['result:valid', { resultValid: true }],
    ['id:019ab7e2', { search: '019ab7e2' }],
    ['sort:priority order:asc', { sort: 'priority', order: 'asc' }],
    ['sort:updated', { sort: 'updatedAt' }],
    ['"a: quoted text"', { search: 'a: quoted text' }],
    ['https://example.org/a', { search: 'https://example.org/a' }],
    ['at 12:30', { search: 'at 12:30' }],
    ['<b>bold</b> %_$ne', { search: '<b>bold</b> %_$ne' }],
  ])('understands %s', (text, patch) => {
    expect(patchOf(text)).toEqual(patch);
  });

  it('takes days by the clock of this browser', () => {
    expect(patchOf('created:>2026-11-01')).toEqual({ createdAfter: local(2026, 11, 2) });
    expect(patchOf('created:>=2026-11-01')).toEqual({ createdAfter: local(2026, 11, 1) });
    expect(patchOf('created:<2026-11-01')).toEqual({ createdBefore: local(2026, 11, 1) });
    expect(patchOf('created:<=2026-12-31')).toEqual({ createdBefore: local(2027, 1, 1) });
    expect(patchOf('created:2026-11-01')).toEqual({
      createdAfter: local(2026, 11, 1),
      createdBefore: local(2026, 11, 2),
    });
    expect(patchOf('created:2026-11-01..2026-11-05')).toEqual({
      createdAfter: local(2026, 11, 1),
      createdBefore: local(2026, 11, 6),
    });
    expect(patchOf('created:>=2026-11-01T10:30Z')).toEqual({ createdAfter: '2026-11-01T10:30:00.000Z' });
  });

  it.each([
    ['stauts:failed', 'Unknown field "stauts". Did you mean "status"?'],
    ['sttaus:failed', 'Unknown field "sttaus". Did you mean "status"?'],
    ['-status:failed', 'No filter leaves out: "-status:" without the minus.'],
    ['walrus:1', 'Unknown field "walrus". Put it in quotes to search for it as text.'],
    ['status:faild', 'Unknown status "faild". Did you mean "failed"?'],
    ['status:zzz', 'Unknown status "zzz". Write pending, processing, completed, failed, cancelled.'],
    ['status:', '"status:" needs a value, such as status:failed.'],
    ['tag:""', '"tag:" needs a value, such as tag:acme.'],
    ['type:promt', 'Unknown type "promt". Did you mean "prompt"?'],
    ['type:zzzzzz', 'Unknown type "zzzzzz". There are prompt, email, report.'],
    [`tag:${'x'.repeat(65)}`, 'A tag has at most 64 characters; this one has 65.'],
    [`key:${'x'.repeat(201)}`, 'A key has at most 200 characters; this one has 201.'],
    ['x'.repeat(201), 'A search has at most 200 characters; this one has 201.'],
    ['result:maybe', 'Unknown result "maybe". Write valid, hallucinated.'],
    ['sort:age', 'Unknown order "age". Write created, updated, priority, status, type.'],
    ['order:up', 'Unknown direction "up". Write asc, desc.'],
    ['priority:5', 'Jobs are not filtered by priority, but sorted by it: sort:priority.'],
    ['status:failed status:pending', '"status:" stands there twice; jobs are filtered by one.'],
    ['moon sort:priority', 'What is searched for stands by age: leave the sort out, or the words.'],
    ['error:"time', 'The quote before "time" is not closed.'],
    ['created:2026-11-05..2026-11-01', 'The range ends before it begins.'],
  ])('says what is wrong with %s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it.each(['created:yesterday', 'created:2026-02-30', 'created:>a..b', 'created:2026-13-01', 'created:1..2..3'])(
    'refuses the time of %s and shows how to write one',
    (text) => {
      expect(faultsOf(text)).toEqual([expect.stringContaining('Write created:>2026-11-01')]);
    },
  );

  it('names every fault at once and checks no type before the types are known', () => {
    expect(faultsOf('stauts:a created:b')).toHaveLength(2);
    expect(parseSearch('type:anything', { types: [] })).toMatchObject({ patch: { type: 'anything' }, faults: [] });
  });

  it('knows words from qualifiers', () => {
    expect(parseSearch('moon landing', WORLD).isPlain).toBe(true);
    expect(parseSearch('moon status:fa', WORLD).isPlain).toBe(false);
  });
});

describe('typedSearch', () => {
  it.each(['moon landing', 'a: quoted text', 'status:failed', 'say "hi'])(
    'gives a text that finds %s again',
    (search) => {
      const { patch, faults } = parseSearch(typedSearch(search), WORLD);
      expect(faults).toEqual([]);
      expect(patch.search?.replaceAll(/\W+/g, ' ')).toBe(search.replaceAll(/\W+/g, ' '));
    },
  );
});
