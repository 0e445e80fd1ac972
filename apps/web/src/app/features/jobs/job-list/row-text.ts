import { oneLine } from '../../../shared/job-title';

const EXCERPT_LENGTH = 160;

/** The beginning of a result, on one line. */
export function excerptOf(result: unknown): string {
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  return oneLine(text, EXCERPT_LENGTH);
}
