import type { JsonNode, Span } from './json-node';
import type { JsonFault } from './json-scan';
import { isRead, scanLiteral, scanNumber, scanString, skipWhiteSpace } from './json-scan';
import { JsonTree } from './json-tree';

/** A text read as JSON, or where that failed. */
export type JsonParse =
  { readonly root: JsonNode; readonly fault: null } | { readonly root: null; readonly fault: JsonFault };

const CLOSER = { object: '}', array: ']' } as const;

/**
 * Reads a text by the letter of RFC 8259, as `JSON.parse` does, but keeps every spelling, the order of keys and
 * repeated keys. Nesting of any depth is read without recursion.
 */
export function parseJson(text: string): JsonParse {
  return new JsonReader(text).read();
}

class JsonReader {
  private readonly tree = new JsonTree();
  /** The containers around the place that is read, the innermost last. */
  private readonly inside: ('object' | 'array')[] = [];
  private at = 0;
  private key: Span | null = null;
  private hasJustOpened = false;

  constructor(private readonly text: string) {}

  read(): JsonParse {
    let fault = this.readValue();
    for (let kind = this.inside.at(-1); !fault && kind; kind = this.inside.at(-1)) fault = this.readMember(kind);
    fault ??= this.readEnd();
    const root = this.tree.value;
    return root && !fault ? { root, fault: null } : { root: null, fault: fault ?? this.missing('a value') };
  }

  private readValue(): JsonFault | null {
    const first = this.peek();
    if (first === '{') return this.enter('object');
    if (first === '[') return this.enter('array');
    const kind = first === '"' ? 'string' : first === '-' || /^\d/.test(first) ? 'number' : 'literal';
    const scan = { string: scanString, number: scanNumber, literal: scanLiteral }[kind];
    const start = this.at;
    const end = scan(this.text, start);
    if (!isRead(end)) return end;
    this.tree.add(kind, this.key, { start, end });
    this.at = end;
    return null;
  }

  private enter(kind: 'object' | 'array'): null {
    this.tree.enter(kind, this.key, this.at);
    this.inside.push(kind);
    this.hasJustOpened = true;
    this.at += 1;
    return null;
  }

  /** Reads what stands between two values of a container, and the second one; or the end of the container. */
  private readMember(kind: 'object' | 'array'): JsonFault | null {
    const isFirst = this.hasJustOpened;
    this.hasJustOpened = false;
    const next = this.peek();
    if (next === CLOSER[kind]) return this.leave();
    if (!isFirst) {
      if (next !== ',') return this.missing(`a comma or ${CLOSER[kind]}`);
      this.at += 1;
    }
    this.key = null;
    return (kind === 'object' ? this.readKey(isFirst) : null) ?? this.readValue();
  }

  private readKey(isFirst: boolean): JsonFault | null {
    if (this.peek() !== '"') return this.missing(`a property name in double quotes${isFirst ? ' or }' : ''}`);
    const start = this.at;
    const end = scanString(this.text, start);
    if (!isRead(end)) return end;
    this.key = { start, end };
    this.at = end;
    if (this.peek() !== ':') return this.missing('a colon');
    this.at += 1;
    return null;
  }

  private leave(): null {
    this.at += 1;
    this.inside.pop();
    this.tree.leave(this.at);
    return null;
  }

  private readEnd(): JsonFault | null {
    return this.peek() === '' ? null : this.missing('the end of the text');
  }

  /** The next character that is no white space; empty at the end of the text. */
  private peek(): string {
    this.at = skipWhiteSpace(this.text, this.at);
    return this.text[this.at] ?? '';
  }

  private missing(expected: string): JsonFault {
    return { offset: this.at, expected };
  }
}
