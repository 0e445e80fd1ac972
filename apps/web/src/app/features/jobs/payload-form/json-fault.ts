import { parseJson } from '../../../shared/json-viewer/json-parse';
import { placeOf } from '../../../shared/raw-text/fault-place';

/** Where a text stops being JSON, in words; `null`: it is JSON. */
export function jsonFault(text: string): string | null {
  const { fault } = parseJson(text);
  if (!fault) return null;
  const place = placeOf(text, fault);
  return `This is no JSON yet: line ${place.line}, column ${place.column}, expected ${place.expected}.`;
}
