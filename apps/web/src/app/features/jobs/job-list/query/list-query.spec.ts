import { hasConditions, isNewestFirst, keyOf, paramsOf, readQuery, tidy } from './list-query';
import type { ListQuery } from './list-query';
import { parseSearch } from './parse-search';
import { chipsOf } from './query-chips';
import { queryWords } from './query-words';

const ALL: ListQuery = {
  status: 'FAILED',
  type: 'prompt',
  tag: 'acme',
  key: 'k',
  createdAfter: '2026-11-01T00:00:00.000Z',
  createdBefore: '2026-11-05T00:00:00.000Z',
  resultValid: false,
  sort: 'priority',
  order: 'asc',
};
const read = (text: string) => readQuery(new URLSearchParams(text));

describe('a query in an address', () => {
  it('comes back as it was written', () => {
    expect(read(new URLSearchParams(paramsOf(ALL)).toString())).toEqual({ query: ALL, faults: [] });
    const search = 'moon & "sun" <b>';
    expect(read(new URLSearchParams(paramsOf({ search })).toString()).query).toEqual({ search });
  });

  it('is the same whatever the order of its members, and short where nothing is asked for', () => {
    expect(keyOf({ tag: 'a', status: 'FAILED' })).toBe(keyOf({ status: 'FAILED', tag: 'a' }));
    expect(paramsOf({})).toEqual({});
    expect(paramsOf(tidy({ sort: 'createdAt', order: 'desc', tag: undefined }))).toEqual({});
  });

  it('takes a status in any case and leaves empty values out', () => {
    expect(read('status=Failed&tag=&search=%20').query).toEqual({ status: 'FAILED' });
  });

  it('leaves out and names what no job can have', () => {
    const { query, faults } = read('status=sleeping&createdAfter=soon&resultValid=1&sort=age&order=up&tag=a');
    expect(query).toEqual({ tag: 'a' });
    expect(faults).toHaveLength(5);
    expect(faults[0]).toBe('"sleeping" is no status.');
  });

  it.each(['+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'])(
    'takes no year that has not four digits: %s',
    (time) => {
      expect(read(new URLSearchParams({ createdAfter: time }).toString())).toEqual({
        query: {},
        faults: [`"${time}" is no time to begin at.`],
      });
      expect(read('createdBefore=9999-12-31T23:59:59Z').faults).toEqual([]);
    },
  );

  it('orders a search by age alone', () => {
    expect(tidy({ search: 'moon', sort: 'priority', order: 'asc' })).toEqual({ search: 'moon', order: 'asc' });
  });

  it('knows whether it filters and whether newer jobs come first', () => {
    expect([hasConditions({ sort: 'type' }), hasConditions({ resultValid: false })]).toEqual([false, true]);
    expect([{}, { order: 'asc' as const }, { sort: 'type' as const }].map(isNewestFirst)).toEqual([true, false, false]);
  });
});

describe('chipsOf', () => {
  it('shows each condition but the words, with what takes it away', () => {
    const chips = chipsOf({ ...ALL, search: 'moon' });
    expect(chips.map(({ name }) => name)).toEqual(['status', 'type', 'tag', 'key', 'created', 'created', 'result']);
    expect(chips[0]).toEqual({ name: 'status', value: 'failed', without: { status: undefined } });
    expect(chips.at(-1)?.value).toBe('hallucinated');
  });

  it('shows a day as it is typed and a moment in full', () => {
    const values = (at: Date): unknown => chipsOf({ createdAfter: at.toISOString() }).map(({ value }) => value);
    expect(values(new Date(2026, 10, 23))).toEqual(['>=2026-11-23']);
    expect(values(new Date(2026, 10, 23, 14, 3))).toEqual(['>=2026-11-23T14:03']);
    const odd = new Date(2026, 10, 23, 14, 3, 7);
    expect(values(odd)).toEqual([`>=${odd.toISOString()}`]);
  });

  it.each(['>2026-11-01', '>=2026-11-02', '<=2026-11-05', '2026-11-01', '2026-11-01..2026-11-05'])(
    'shows created:%s as it was typed, as one chip that takes all of it away',
    (typed) => {
      const { patch } = parseSearch(`created:${typed}`, { types: [] });
      const [chip, ...more] = chipsOf(patch, typed);
      expect([chip?.value, more]).toEqual([typed, []]);
      expect(tidy({ ...patch, ...chip?.without })).toEqual({});
    },
  );

  it('shows only what was typed so as it was typed', () => {
    const values = (query: ListQuery): unknown => chipsOf(query, '>2026-11-01').map(({ value }) => value);
    const [after, before] = [2, 9].map((day) => new Date(2026, 10, day).toISOString());
    expect(values({ createdAfter: after, createdBefore: before })).toEqual(['>2026-11-01', '<2026-11-09']);
    expect(values({ createdAfter: before })).toEqual(['>=2026-11-09']);
    expect(values({})).toEqual([]);
  });
});

describe('queryWords', () => {
  it.each<[ListQuery, string]>([
    [{}, 'Newest first.'],
    [{ order: 'asc' }, 'Oldest first.'],
    [{ status: 'FAILED' }, 'Failed jobs. Newest first.'],
    [{ type: 'prompt', tag: 'acme', sort: 'priority' }, 'Jobs of type prompt tagged acme. Most urgent first.'],
    [
      { key: 'eu', resultValid: false, search: 'moon' },
      'Jobs of eu with a hallucinated response with "moon". Newest first.',
    ],
  ])('says %j', (query, words) => {
    expect(queryWords(query, Date.now())).toBe(words);
  });
});
