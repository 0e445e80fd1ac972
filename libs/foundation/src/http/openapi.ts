import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { SCHEMAS } from './openapi-schemas';
import type { ProblemCase, ProblemStatus } from './problem-examples';
import { USUAL_PROBLEM, problemExample } from './problem-examples';

const toCase = (problem: ProblemStatus | ProblemCase): ProblemCase =>
  typeof problem === 'number' ? { status: problem, ...USUAL_PROBLEM[problem] } : problem;

/** JSON of one of the named schemas, with its example. */
export const answerOf = (name: keyof typeof SCHEMAS): Record<string, object> => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example: SCHEMAS[name].example },
});

interface DescribedProblem {
  readonly description: string;
  readonly content: Record<string, { schema: { $ref: string }; example: object }>;
}

/** One error answer: a status with its usual example, or a case of its own. */
export function problemAnswer(problem: ProblemStatus | ProblemCase): DescribedProblem {
  const known = toCase(problem);
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description: STATUS_CODES[known.status] ?? 'Error',
    content: { 'application/problem+json': { schema, example: problemExample(known) } },
  };
}

/** Documents the error answers of a route, each as {@link problemAnswer} describes it. */
export const ApiProblems = (...problems: readonly (ProblemStatus | ProblemCase)[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ...problems.map((problem) => ApiResponse({ status: toCase(problem).status, ...problemAnswer(problem) })),
  );
