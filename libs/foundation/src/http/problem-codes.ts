import type { FastifyRequest } from 'fastify';

const codes = new WeakMap<FastifyRequest, string>();

/** Remembers with which code a request was refused. */
export const rememberProblem = (request: FastifyRequest, code: string): void => {
  codes.set(request, code);
};
/** The code of the problem that a request was answered with, for those who count; `undefined` when it had none. */
export const problemOf = (request: FastifyRequest): string | undefined => codes.get(request);
