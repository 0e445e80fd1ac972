import type { JsonNode } from './json-node';
import { ancestorsOf, spelled } from './json-node';

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Where a value stands, as a JSONPath (RFC 9535) that finds it again: `$.items[2].net`. */
export function pathOf(text: string, node: JsonNode): string {
  return ['$', ...[...ancestorsOf(node), node].map((step) => selector(text, step))].join('');
}

function selector(text: string, node: JsonNode): string {
  if (!node.parent) return '';
  if (!node.key) return `[${node.index}]`;
  const name = JSON.parse(spelled(text, node.key)) as string;
  return SIMPLE_NAME.test(name) ? `.${name}` : `['${escaped(name)}']`;
}

/** A name between single quotes: what JSON escapes is escaped, double quotes are not, single ones are. */
const escaped = (name: string): string =>
  JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
