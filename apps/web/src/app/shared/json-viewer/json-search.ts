import type { JsonNode, Span } from './json-node';
import { spelled } from './json-node';

/** A place where the searched words stand: in the key or in the value of a node, by offsets of the whole text. */
export interface JsonMatch extends Span {
  readonly node: JsonNode;
}

/** Counting goes no further. */
export const MATCHES_MAX = 1000;

/**
 * Every place in keys and plain values where the words stand, in order, whatever the case; at most {@link MATCHES_MAX}.
 * What is searched is the spelling on the screen, so an escape is found as it is written.
 */
export function findMatches(text: string, root: JsonNode, words: string): JsonMatch[] {
  if (words === '') return [];
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  const matches: JsonMatch[] = [];
  const stack = [root];
  for (let node = stack.pop(); node && matches.length < MATCHES_MAX; node = stack.pop()) {
    if (node.key) collect(matches, text, node, node.key, pattern);
    if (node.children.length === 0) collect(matches, text, node, node, pattern);
    for (let last = node.children.length - 1; last >= 0; last--) {
      const child = node.children[last];
      if (child) stack.push(child);
    }
  }
  return matches.slice(0, MATCHES_MAX);
}

function collect(matches: JsonMatch[], text: string, node: JsonNode, span: Span, pattern: RegExp): void {
  for (const found of spelled(text, span).matchAll(pattern)) {
    const start = span.start + found.index;
    matches.push({ node, start, end: start + found[0].length });
  }
}
