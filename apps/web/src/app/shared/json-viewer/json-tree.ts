import type { JsonKind, JsonNode, Span } from './json-node';

/** Containers nested deeper keep no children: nobody unfolds a hundred levels, and each one costs memory. */
const MAX_UNFOLDABLE_DEPTH = 100;

type Draft = { -readonly [Part in keyof JsonNode]: Part extends 'children' ? JsonNode[] : JsonNode[Part] };

/** Grows a tree of values as they are read, from the outside in. */
export class JsonTree {
  private root: Draft | null = null;
  private open: Draft | null = null;
  /** Containers that are open, those without children of their own included. */
  private depth = 0;

  /** The outermost value, once there is one. */
  get value(): JsonNode | null {
    return this.root;
  }

  add(kind: JsonKind, key: Span | null, { start, end }: Span): void {
    this.place({ kind, key, start, end, parent: this.open, index: 0, children: [] });
  }

  enter(kind: 'object' | 'array', key: Span | null, start: number): void {
    const container: Draft = { kind, key, start, end: start, parent: this.open, index: 0, children: [] };
    this.place(container);
    this.depth += 1;
    if (this.depth <= MAX_UNFOLDABLE_DEPTH) this.open = container;
  }

  leave(end: number): void {
    if (this.depth <= MAX_UNFOLDABLE_DEPTH) this.close(end);
    else if (this.depth === MAX_UNFOLDABLE_DEPTH + 1) {
      const deepest = this.open?.children.at(-1);
      if (deepest) (deepest as Draft).end = end;
    }
    this.depth -= 1;
  }

  private close(end: number): void {
    if (!this.open) return;
    this.open.end = end;
    this.open = this.open.parent as Draft | null;
  }

  private place(value: Draft): void {
    if (this.depth > MAX_UNFOLDABLE_DEPTH) return;
    if (!this.open) {
      this.root = value;
      return;
    }
    value.index = this.open.children.length;
    this.open.children.push(value);
  }
}
