import type { Problem } from '@fasttrack/contracts';
import type { Answer } from './api-client';

const CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** Asserts that an answer is a whole problem of this status, without a trace of the program in it; gives the problem. */
export function expectProblem({ status, headers, body, text }: Answer, wanted: number): Problem {
  expect({ status, type: headers['content-type'] }).toEqual({ status: wanted, type: CONTENT_TYPE });
  const problem = body as Problem;
  expect(problem).toEqual({
    type: 'about:blank',
    title: expect.any(String) as string,
    status: wanted,
    detail: expect.any(String) as string,
    code: expect.stringMatching(/^[a-z.-]+$/) as string,
    error: wanted === 401 ? 'Unauthorized' : problem.detail,
    requestId: headers['x-request-id'],
    ...(problem.errors && { errors: problem.errors }),
  });
  expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at \w+ \(|SQLITE|libsql|stack/i);
  return problem;
}

/** Asserts a 400 that names exactly these fields, in any order. */
export function expectFaults(answer: Answer, ...pointers: readonly string[]): void {
  const named = expectProblem(answer, 400).errors?.map(({ pointer }) => pointer);
  expect(named?.sort()).toEqual([...pointers].sort());
}
