import type { ApiProblem } from '../core/api-problem';

/** What a header can carry. */
const VISIBLE_ASCII = /^[!-~]+$/;
const UNAUTHORIZED = 401;

/** What is wrong with a key that a person has written, or with the answer to it; `null`: nothing that can be seen. */
export function keyFault(key: string, problem?: ApiProblem): string | null {
  if (key === '') return 'Enter a key.';
  if (!VISIBLE_ASCII.test(key)) return 'A key has no spaces and no letters beyond plain ASCII.';
  if (!problem) return null;
  if (problem.status !== UNAUTHORIZED) return `The key could not be checked. ${problem.detail}`;
  const advice = key.includes(':') ? ' Enter only what stands after the colon of the name.' : '';
  return `This key is not accepted.${advice}`;
}
