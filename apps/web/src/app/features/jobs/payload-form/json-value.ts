import type { JsonNode } from '../../../shared/json-viewer/json-node';
import { isFoldable, spelled } from '../../../shared/json-viewer/json-node';
import { parseJson } from '../../../shared/json-viewer/json-parse';

/** A piece of JSON that stays as it was spelled: a number of any length, or what is nested too deeply to be taken apart. */
export class Spelled {
  constructor(readonly text: string) {}
}

/** A JSON value that loses nothing on its way from text to text. Objects keep the order of their members. */
export type JsonValue = null | boolean | string | Spelled | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether a text is a number as JSON writes it. */
export const isNumberText = (text: string): boolean => NUMBER.test(text);

/** Whether a value is a JSON object. */
export const isObject = (value: JsonValue | undefined): value is ReadonlyMap<string, JsonValue> => value instanceof Map;

/** Whether a value is a JSON array. */
export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/** Reads a JSON text; `undefined` when it is none. */
export function readJson(text: string): JsonValue | undefined {
  const { root } = parseJson(text);
  return root ? valueOf(text, root) : undefined;
}

function valueOf(text: string, node: JsonNode): JsonValue {
  const spelling = spelled(text, node);
  switch (node.kind) {
    case 'object':
      return isFoldable(node) ? objectOf(text, node) : emptyOr(spelling, new Map());
    case 'array':
      return isFoldable(node) ? node.children.map((child) => valueOf(text, child)) : emptyOr(spelling, []);
    case 'number':
      return new Spelled(spelling);
    case 'string':
    case 'literal':
      return JSON.parse(spelling) as string | boolean | null;
  }
}

const objectOf = (text: string, node: JsonNode): JsonValue =>
  new Map(
    node.children.map((child) => {
      const key = child.key ? (JSON.parse(spelled(text, child.key)) as string) : String(child.index);
      return [key, valueOf(text, child)];
    }),
  );

const emptyOr = (spelling: string, empty: JsonValue): JsonValue =>
  /^[{[]\s*[}\]]$/.test(spelling) ? empty : new Spelled(spelling);

/** Makes a lossless value of a plain one, such as a default of a schema. */
export const fromPlain = (value: unknown): JsonValue => readJson(JSON.stringify(value)) ?? null;

/** The JSON text of a value, on one line or, with `indent`, on several. */
export function jsonText(value: JsonValue, indent = ''): string {
  return write(value, indent, '\n');
}

/** Whether two values are spelled alike; nothing is like nothing only. */
export const isSame = (one: JsonValue | undefined, other: JsonValue | undefined): boolean =>
  (one === undefined ? '' : jsonText(one)) === (other === undefined ? '' : jsonText(other));

function write(value: JsonValue, indent: string, line: string): string {
  if (value instanceof Spelled) return value.text;
  if (isList(value))
    return container(
      '[]',
      value.map((item) => write(item, indent, line + indent)),
      indent,
      line,
    );
  if (!isObject(value)) return JSON.stringify(value);
  const colon = indent === '' ? ':' : ': ';
  const members = [...value].map(([key, member]) => JSON.stringify(key) + colon + write(member, indent, line + indent));
  return container('{}', members, indent, line);
}

function container(brackets: string, parts: readonly string[], indent: string, line: string): string {
  const [open, close] = [brackets.charAt(0), brackets.charAt(1)];
  if (parts.length === 0) return brackets;
  if (indent === '') return open + parts.join(',') + close;
  return `${open}${line}${indent}${parts.join(`,${line}${indent}`)}${line}${close}`;
}
