import { visibleParts } from './visible-text';

const shown = (text: string): string =>
  visibleParts(text)
    .map((part) => part.text)
    .join('');

describe('visibleParts', () => {
  it('leaves plain text, tabs, emoji families and Indic joiners as they are', () => {
    const text = 'a\tb 👩‍👩‍👧 क्‍ष é';
    expect(visibleParts(text)).toEqual([{ text }]);
  });

  it('draws control characters', () => {
    expect(shown('a\u0000b\u001bc\u007fd\r')).toBe('a␀b␛c␡d␍');
    expect(shown('\u0085')).toBe('[U+0085]');
  });

  it('writes the number of marks that turn the direction or cannot be seen', () => {
    expect(shown('\u202eabc\u2066\u200b\ufeff')).toBe('[U+202E]abc[U+2066][U+200B][U+FEFF]');
    expect(visibleParts('\u202e')).toEqual([{ text: '[U+202E]', control: 'U+202E' }]);
  });

  it('writes the number of half characters', () => {
    expect(shown('a\ud800b')).toBe('a[U+D800]b');
  });

  it('gives nothing for nothing', () => {
    expect(visibleParts('')).toEqual([]);
  });
});
