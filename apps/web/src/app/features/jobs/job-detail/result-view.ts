import type { JobView } from '@fasttrack/contracts';
import { parseJson } from '../../../shared/json-viewer/json-parse';
import type { FaultPlace } from '../../../shared/raw-text/fault-place';
import { placeOf } from '../../../shared/raw-text/fault-place';
import { memberText } from '../wire-text';

/** How a result is shown. */
export type ResultView =
  | { readonly kind: 'none' }
  /** A JSON value, or a string that is JSON. The text of a string is `raw`, as it came. */
  | { readonly kind: 'json'; readonly text: string; readonly raw: string | null }
  | { readonly kind: 'text'; readonly text: string }
  /** JSON was asked for and this is none. */
  | { readonly kind: 'malformed'; readonly text: string };

/** Chooses how to show a job's result. A string stands byte for byte, so it is read from itself, never rewritten. */
export function resultViewOf(job: JobView, wireText: string | undefined): ResultView {
  const { result, resultValid, expects } = job;
  if (typeof result === 'string') {
    if (resultValid === false) return { kind: 'malformed', text: result };
    const isJson = expects === 'json' || /^\s*[{[]/.test(result);
    return isJson && parseJson(result).root
      ? { kind: 'json', text: result, raw: result }
      : { kind: 'text', text: result };
  }
  const text = memberText(job, 'result', wireText);
  return text === undefined ? { kind: 'none' } : { kind: 'json', text, raw: null };
}

/** Where a malformed result stops being JSON; `null` when there is no such place. */
export function faultOf({ result, resultValid }: Pick<JobView, 'result' | 'resultValid'>): FaultPlace | null {
  if (resultValid !== false || typeof result !== 'string') return null;
  const { fault } = parseJson(result);
  return fault && placeOf(result, fault);
}
