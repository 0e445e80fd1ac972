import type { FaultPlace } from './fault-place';
import type { TextPiece } from './text-lines';
import type { VisiblePart } from './visible-text';
import { visibleParts } from './visible-text';

/** A piece of a text as it is drawn. */
export interface PieceView {
  readonly start: number;
  /** Empty when the line began in the piece before. */
  readonly number: string;
  /** All of it, or what stands before the fault. */
  readonly before: readonly VisiblePart[];
  /** Only in the piece where the text stops being JSON. */
  readonly fault: FaultView | null;
}

interface FaultView {
  /** What stands at the fault; one space at the end of a line. */
  readonly at: string;
  readonly after: readonly VisiblePart[];
  readonly note: string;
  /** The note stands below the fault; further right it would run out of the screen. */
  readonly isBelow: boolean;
}

/** Furthest column under which a note is set. */
const NOTE_MAX_COLUMN = 60;

/** Prepares a piece; `place` is given for the one that holds the fault. */
export function pieceViewOf(piece: TextPiece, place: FaultPlace | null): PieceView {
  const view = { start: piece.start, number: piece.isContinued ? '' : String(piece.line) };
  if (!place) return { ...view, before: visibleParts(piece.text), fault: null };
  const offset = place.offset - piece.start;
  const character = place.found.character ?? piece.text.slice(offset, offset + 1);
  return {
    ...view,
    before: visibleParts(piece.text.slice(0, offset)),
    fault: {
      at: textOf(visibleParts(character)) || ' ',
      after: visibleParts(piece.text.slice(offset + character.length)),
      note: `parsing stopped here: ${place.hint ?? `expected ${place.expected}`}`,
      isBelow: place.column <= NOTE_MAX_COLUMN,
    },
  };
}

const textOf = (parts: readonly VisiblePart[]): string => parts.map((part) => part.text).join('');
