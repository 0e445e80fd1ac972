import { STATUS_CODES } from 'node:http';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { FieldFault, Problem } from '@fasttrack/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../errors/fast-track-error';
import { BodyTooLargeError, FastTrackError, InvalidRequestError, StoppingError } from '../errors/fast-track-error';
import type { AllowedMethods } from './allowed-methods';
import { JSON_ONLY } from './json-body';
import { pathOf, shownPathOf } from './paths';
import { rememberProblem } from './problem-codes';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  'request.invalid': 400,
  'callback.malformed': 400,
  'callback.unauthorized': 401,
  'key.required': 401,
  'key.unknown': 401,
  'job.not-found': 404,
  'type.not-found': 404,
  'operation.not-found': 404,
  'operation.ended': 409,
  'operation.contended': 409,
  'operation.too-many': 409,
  'feature.off': 404,
  'job.not-allowed': 409,
  'job.contended': 409,
  'callback.stale-attempt': 409,
  'request.payload-too-large': 413,
  'run.stale-attempt': 409,
  'run.over': 409,
  'idempotency.job-gone': 409,
  'idempotency.key-reused': 422,
  'rate.exceeded': 429,
  'store.unavailable': 503,
  'service.stopping': 503,
};

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly error?: string;
  readonly errors?: readonly FieldFault[];
}

/** Turns every error into `application/problem+json` (RFC 9457). What nobody foresaw is logged and answered without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly methods: AllowedMethods) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = this.answerFor(inOurWords(exception, request), request, reply);
    rememberProblem(request, answer.code);
    this.note(exception, answer, request.id);
    const title = STATUS_CODES[answer.status] ?? 'Error';
    const problem: Problem = {
      type: 'about:blank',
      title,
      status: answer.status,
      detail: answer.detail,
      code: answer.code,
      error: answer.error ?? answer.detail,
      requestId: request.id,
      ...(answer.errors && { errors: answer.errors }),
      ...(exception instanceof FastTrackError && exception.members),
    };
    void reply.removeHeader('etag');
    if (answer.status === 503) void reply.header('retry-after', 1);
    void reply
      .status(answer.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }

  /** The words of a bad request stay out of the log: names and values in it are the caller's. */
  private note(exception: unknown, { status, code }: Answer, requestId: string): void {
    if (status >= 500 && !(exception instanceof StoppingError))
      this.logger.error({ msg: 'request failed', requestId, err: exception });
    else if (status === 400) {
      const faults = exception instanceof InvalidRequestError ? exception.faultCount : 1;
      this.logger.log({ msg: 'bad input', requestId, code, faults });
    }
  }

  private answerFor(exception: unknown, request: FastifyRequest, reply: FastifyReply): Answer {
    if (exception instanceof FastTrackError && !this.isNameTakenForId(exception, request)) {
      const status = STATUS[exception.code];
      return {
        status,
        code: exception.code,
        detail: exception.message,
        ...(status === 401 && { error: 'Unauthorized' }),
        ...(exception instanceof InvalidRequestError && { errors: exception.faults }),
      };
    }
    const status = statusOf(exception);
    // Fastify may find fault with the headers of a method that the path does not have.
    if (status === 404 || this.hasOnlyOthers(request)) return this.noRoute(request, reply);
    if (status >= 500)
      return {
        status: 500,
        code: 'internal',
        detail: 'Something unforeseen happened; the log has it under this requestId',
      };
    const said = exception instanceof Error ? exception.message : 'Bad request';
    return { status, code: `request.${slug(status)}`, detail: status === 415 ? JSON_ONLY : said };
  }

  /** A path that is a name of its own, such as `/jobs/bulk`, fits the pattern of an id for the methods that it lacks. */
  private isNameTakenForId({ code }: FastTrackError, request: FastifyRequest): boolean {
    return STATUS[code] === 404 && this.hasOnlyOthers(request);
  }

  private hasOnlyOthers(request: FastifyRequest): boolean {
    const allowed = this.methods.of(pathOf(request));
    return allowed.length > 0 && !allowed.includes(request.method);
  }

  private noRoute(request: FastifyRequest, reply: FastifyReply): Answer {
    const path = shownPathOf(request);
    const allowed = this.methods.of(pathOf(request));
    if (allowed.length === 0) return { status: 404, code: 'request.not-found', detail: `There is nothing at ${path}` };
    void reply.header('allow', allowed.join(', '));
    return {
      status: 405,
      code: 'request.method-not-allowed',
      detail: `${path} answers ${allowed.join(', ')}, not ${request.method}`,
    };
  }
}

/** Fastify does not say how large a body may be. */
function inOurWords(exception: unknown, { routeOptions }: FastifyRequest): unknown {
  const { code } = (exception ?? {}) as { code?: unknown };
  return code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? new BodyTooLargeError(routeOptions.bodyLimit) : exception;
}

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  const { statusCode } = (exception ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600 ? statusCode : 500;
}

const slug = (status: number): string => (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(' ', '-');
