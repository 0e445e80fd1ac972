import type { Signal } from '@angular/core';
import { computed, linkedSignal, signal } from '@angular/core';
import type { JsonFolds } from './json-folds';
import { extended, revealed, toggled, unfolded } from './json-folds';
import { carriedOver } from './json-folds-carry';
import type { JsonLineSource, JsonSegment } from './json-line';
import { isLong, lineOf, STRING_CLIP } from './json-line';
import type { JsonNode } from './json-node';
import { isFoldable } from './json-node';
import { parseJson } from './json-parse';
import type { JsonRow } from './json-rows';
import { rowsOf } from './json-rows';
import type { JsonMatch } from './json-search';
import { findMatches } from './json-search';

/** A line as it is drawn. */
export interface JsonLine {
  readonly row: JsonRow;
  readonly segments: readonly JsonSegment[];
}

interface Shown {
  readonly text: string;
  readonly root: JsonNode;
  readonly folds: JsonFolds;
}

/** Lines that a text shows by itself, and after "Unfold all". */
const [LINES_AT_FIRST, LINES_AT_MOST] = [120, 2000];

/** What a viewer shows of a JSON text: folds, search and the line that is chosen. Folds survive a change of the text. */
export class JsonViewerState {
  private readonly shown = linkedSignal<string, Shown | null>({
    source: () => this.text(),
    computation: (text, previous) => {
      const { root } = parseJson(text);
      if (!root) return null;
      const fresh = unfolded(root, LINES_AT_FIRST);
      const before = previous?.value;
      return { text, root, folds: before ? carriedOver(before, { text, root }, fresh) : fresh };
    },
  });
  private readonly matchIndex = linkedSignal({ source: () => this.matches(), computation: () => 0 });
  private readonly chosenId = signal<string | null>(null);

  readonly words = signal('');
  /** The outermost value; `null` when the text is not JSON. */
  readonly root = computed(() => this.shown()?.root ?? null);
  readonly matches = computed(() => {
    const root = this.root();
    return root ? findMatches(this.text(), root, this.words()) : [];
  });
  /** Number of the match that the reader is at, from 1; 0 without any. */
  readonly matchNumber = computed(() => (this.matches().length === 0 ? 0 : this.matchIndex() + 1));
  readonly lines = computed<readonly JsonLine[]>(() => {
    const shown = this.shown();
    if (!shown) return [];
    const source = this.lineSource(shown);
    return rowsOf(shown.text, shown.root, shown.folds).map((row) => ({ row, segments: lineOf(source, row) }));
  });
  /** The line that the reader chose; `null` when none is chosen or it is no longer shown. */
  readonly chosen = computed(() => this.lines().find(({ row }) => row.id === this.chosenId()) ?? null);

  constructor(private readonly text: Signal<string>) {}

  choose(row: JsonRow | null): void {
    this.chosenId.set(row?.id ?? null);
  }

  /** Opens, closes, shows whole or shows more, whatever the line offers. */
  toggle(row: JsonRow): void {
    if (row.kind === 'more') this.change((folds) => extended(folds, row.node, row.direction));
    else if (isFoldable(row.node) || isLong(row.node)) this.change((folds) => toggled(folds, row.node));
  }

  foldAll(): void {
    this.change((_folds, root) => unfolded(root, 0));
  }

  unfoldAll(): void {
    this.change((_folds, root) => unfolded(root, LINES_AT_MOST));
  }

  search(words: string): void {
    this.words.set(words);
    this.reveal();
  }

  /** Goes to the next match, or with -1 to the one before; round at the ends. */
  step(by: 1 | -1): void {
    const count = this.matches().length;
    if (count === 0) return;
    this.matchIndex.update((index) => (index + by + count) % count);
    this.reveal();
  }

  private reveal(): void {
    const match = this.current();
    if (!match) return;
    this.change((folds) => {
      const open = revealed(folds, match.node);
      const isHidden = isLong(match.node) && match.end > match.node.start + STRING_CLIP - 1;
      return isHidden ? { ...open, whole: new Set([...open.whole, match.node]) } : open;
    });
  }

  private current(): JsonMatch | null {
    return this.matches()[this.matchIndex()] ?? null;
  }

  private change(how: (folds: JsonFolds, root: JsonNode) => JsonFolds): void {
    this.shown.update((shown) => shown && { ...shown, folds: how(shown.folds, shown.root) });
  }

  private lineSource({ text, folds }: Shown): JsonLineSource {
    const matches = new Map<JsonNode, JsonMatch[]>();
    for (const match of this.matches()) {
      const known = matches.get(match.node);
      if (known) known.push(match);
      else matches.set(match.node, [match]);
    }
    return { text, folds, matches, current: this.current() };
  }
}
