import fc from 'fast-check';
import { readSearch } from './job-search';
import { wordsIn, wordsOf } from './job-words';

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const prompt = (text: string) => ({ type: 'prompt', payload: { prompt: text } });

describe('The words of a text', () => {
  it.each([
    ['Hello, World!', ['hello', 'world']],
    ['Crème BRÛLÉE', ['creme', 'brulee']],
    ['Cre\u0300me', ['creme']],
    ['İstanbul', ['istanbul']],
    ['worker_error 4.2', ['worker', 'error', '4', '2']],
    ['ﬁne ① ㎏', ['fine', '1', 'kg']],
    ['Straße', ['straße']],
    ['日本語 テスト', ['日本語', 'テスト']],
    ['हिन्दी', ['हनद']],
    ['a a A á', ['a']],
    ['"; DROP TABLE jobs; --', ['drop', 'table', 'jobs']],
    ['\ud800x\udc00', ['x']],
    ['  \n\u0000', []],
  ])('%j', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('are letters and digits of any text, at most 64 of them, and words of themselves', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = wordsIn(text);
        for (const word of words) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(Array.from(word).length).toBeLessThanOrEqual(64);
          expect(wordsIn(word)).toEqual([word]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are words of themselves for every sign that there is', () => {
    const unstable: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const text = String.fromCodePoint(point);
      for (const word of wordsIn(text)) if (wordsIn(word).join() !== word) unstable.push(text);
    }
    expect(unstable).toEqual([]);
  });

  it('are the same however accents are written, and in any case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), (text) => {
        expect(wordsIn(text.normalize('NFD'))).toEqual(wordsIn(text.normalize('NFC')));
      }),
    );
  });

  it('are found in a long text without reading it all', () => {
    const words = Array.from({ length: 64 }, (_, n) => `w${n}`);
    const start = performance.now();
    const { submitted } = wordsOf(prompt(`${words.join(' ')} ${'a b '.repeat(250_000)}`));
    wordsOf(prompt('x'.repeat(1_000_000)));
    wordsOf(prompt('a b '.repeat(250_000)));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(submitted).toEqual(['prompt', ...words.slice(0, 63)]);
  });
});

describe('The words of a job', () => {
  it('are read from a text without an end, and what is beyond a word that was cut is none', () => {
    for (const letter of ['x', '語']) expect(wordsIn(letter.repeat(30_000_000))).toEqual([letter.repeat(64)]);
    expect(wordsIn(`${'y'.repeat(1000)} ${'z'.repeat(256)}㎏ end`)).toEqual([
      'y'.repeat(64),
      'z'.repeat(64),
      'kg',
      'end',
    ]);
  });

  it('are of its type, its prompt, then of the values of its payload, and never of names or numbers', () => {
    const payload = { b: ['beta', { deep: 'gamma' }, 7, null, true], prompt: 'alpha', type: 'beta' };
    expect(wordsOf({ type: 'report', payload })).toEqual({
      submitted: ['report', 'alpha', 'beta', 'gamma'],
      error: [],
    });
  });

  it('are of its error beside the first 64', () => {
    const text = Array.from({ length: 100 }, (_, n) => `w${n}`).join(' ');
    const message = `w1 ${Array.from({ length: 30 }, (_, n) => `e${n}`).join(' ')}`;
    const { submitted, error } = wordsOf({
      ...prompt(text),
      error: { code: 'worker_error', message, retryable: false },
    });
    expect(submitted).toHaveLength(64);
    expect(error).toEqual(['worker', 'error', ...Array.from({ length: 13 }, (_, n) => `e${n}`)]);
  });
});

describe('A search', () => {
  it.each([
    ['019A0F5E', '019a0f5e'],
    [' 019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11 ', '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11'],
    ['019a0f5e-', '019a0f5e-'],
    ['019a0f5', undefined],
    ['019a0f5e6f00', undefined],
    ['019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c111', undefined],
    ['019a0f5x', undefined],
  ])('%j may be of an id: %j', (text, from) => {
    expect(readSearch(text).ids?.from).toBe(from);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { words, ids } = readSearch(text);
        expect(words).toEqual(wordsIn(text));
        if (ids) expect(ids.from < ids.to).toBe(true);
      }),
    );
  });
});
