import * as fc from 'fast-check';
import type { TextSection } from './text-lines';
import { PIECE_MAX_LENGTH, pieceAt, piecesOf, sectionsOf, STEP, stepAfter } from './text-lines';

const linesOf = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');
const summary = (sections: TextSection[]): string[] =>
  sections.map((section) =>
    section.kind === 'hidden'
      ? `hidden ${section.lines}`
      : `${section.pieces[0]?.line ?? 0}-${section.pieces.at(-1)?.line ?? 0}`,
  );

describe('piecesOf', () => {
  it('splits at every line break and keeps empty lines', () => {
    expect(piecesOf('a\r\n\nb\rc').map(({ line, start, text }) => [line, start, text])).toEqual([
      [1, 0, 'a'],
      [2, 3, ''],
      [3, 4, 'b'],
      [4, 6, 'c'],
    ]);
  });

  it('gives one empty line for nothing', () => {
    expect(piecesOf('')).toEqual([{ line: 1, isContinued: false, start: 0, text: '' }]);
  });

  it('splits a very long line into pieces of the same line without halving characters', () => {
    const text = 'x' + '😀'.repeat(PIECE_MAX_LENGTH);
    const pieces = piecesOf(text);
    expect(pieces.map(({ line, isContinued }) => [line, isContinued])).toEqual([
      [1, false],
      [1, true],
      [1, true],
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces[0]?.text.at(-2)).toBe('\ud83d');
  });

  it('loses no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') }), (text) => {
        expect(
          piecesOf(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text.replace(/[\r\n]/g, ''));
      }),
    );
  });
});

describe('pieceAt', () => {
  it('finds the piece of an offset, also at the end of the text', () => {
    const pieces = piecesOf('ab\ncd\n');
    expect([0, 2, 3, 5, 6].map((offset) => pieceAt(pieces, offset))).toEqual([0, 0, 1, 1, 2]);
  });
});

describe('stepAfter', () => {
  it('stops at the number of lines', () => {
    expect(stepAfter(piecesOf(linesOf(500)), 0)).toBe(STEP.lines);
    expect(stepAfter(piecesOf(linesOf(500)), 400)).toBe(500);
  });

  it('stops at the number of characters', () => {
    expect(stepAfter(piecesOf('x'.repeat(100_000)), 0)).toBe(STEP.characters / PIECE_MAX_LENGTH);
  });
});

describe('sectionsOf', () => {
  const pieces = piecesOf(linesOf(500));

  it('shows a short text whole', () => {
    expect(summary(sectionsOf(piecesOf('a\nb'), 200, null))).toEqual(['1-2']);
  });

  it('hides the rest of a long one', () => {
    expect(summary(sectionsOf(pieces, 200, null))).toEqual(['1-200', 'hidden 300']);
  });

  it('shows what stands around a fault further down', () => {
    expect(summary(sectionsOf(pieces, 200, 299))).toEqual(['1-200', 'hidden 94', '295-305', 'hidden 195']);
  });

  it('joins the parts when the fault is near', () => {
    expect(summary(sectionsOf(pieces, 200, 202))).toEqual(['1-200', '201-208', 'hidden 292']);
    expect(summary(sectionsOf(pieces, 200, 499))).toEqual(['1-200', 'hidden 294', '495-500']);
  });

  it('counts the characters that are hidden', () => {
    const [, rest] = sectionsOf(piecesOf('x'.repeat(5000)), 1, null);
    expect(rest).toEqual({ kind: 'hidden', lines: 0, characters: 3000 });
  });
});
