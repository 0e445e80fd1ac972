import { HttpErrorResponse } from '@angular/common/http';
import type { FieldFault } from '@fasttrack/contracts';
import { TimeoutError } from 'rxjs';
import { isRecord } from './is-record';

/** Answers of a proxy that stands before a backend which does not answer. */
const UNREACHABLE: readonly number[] = [502, 503, 504];
const GATEWAY_TIMEOUT = 504;
const NO_ANSWER = 'The backend did not answer.';
const isSuccess = (status: number): boolean => status >= 200 && status < 300;

interface ProblemFacts {
  readonly title: string;
  readonly detail: string;
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  readonly fields?: readonly FieldFault[];
  readonly requestId?: string | undefined;
  /** The time to wait for an answer was over. */
  readonly isLate?: boolean;
}

/** Why a request did not give what was asked for, ready to be shown. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** Faults of single members of the request; empty when the whole request is meant. */
  readonly fields: readonly FieldFault[];
  /** Under this id the server's log tells more. */
  readonly requestId: string | undefined;
  /** Nothing answered: no connection, a timeout, or 502, 503, 504. Never any other status. */
  readonly isUnreachable: boolean;
  /** Nothing answered in time, or what answered cannot be read: a change that was asked for may be made all the same. */
  readonly mayBeDone: boolean;

  constructor(facts: ProblemFacts) {
    super(facts.detail);
    this.title = facts.title;
    this.detail = facts.detail;
    this.status = facts.status;
    this.fields = facts.fields ?? [];
    this.requestId = facts.requestId;
    this.mayBeDone = facts.isLate === true || facts.status === GATEWAY_TIMEOUT || isSuccess(facts.status);
    this.isUnreachable = facts.status === 0 || UNREACHABLE.includes(facts.status);
  }
}

/** An answer that arrived but is not what the API promises. */
export const malformedAnswer = (detail: string, status: number, requestId: string | null): ApiProblem =>
  new ApiProblem({ title: 'The answer cannot be read', detail, status, requestId: requestId ?? undefined });

const noAnswer = (isLate = false): ApiProblem =>
  new ApiProblem({ title: 'Backend unreachable', detail: NO_ANSWER, status: 0, isLate });

/** Turns whatever a request failed with into an {@link ApiProblem}. Never throws. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TimeoutError) return noAnswer(true);
  if (error instanceof HttpErrorResponse) return error.status === 0 ? noAnswer() : fromAnswer(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ title: 'The page made a mistake', detail, status: -1 });
}

function fromAnswer(answer: HttpErrorResponse): ApiProblem {
  const body = parsed(answer.error);
  const requestId = textOf(body['requestId']) ?? answer.headers.get('x-request-id') ?? undefined;
  return new ApiProblem({
    title: textOf(body['title']) ?? `The backend answered ${answer.status}`,
    detail: textOf(body['detail']) ?? reasonOf(body, answer.status),
    status: answer.status,
    fields: fieldsOf(body['errors']),
    requestId,
  });
}

/** It may stand behind other words than the title, so that it names whom it speaks of. Who stops gives no more than HTTP's words. */
const reasonOf = ({ error }: Readonly<Record<string, unknown>>, status: number): string =>
  UNREACHABLE.includes(status) ? NO_ANSWER : (textOf(error) ?? 'The backend gave no reason.');

function parsed(body: unknown): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function fieldsOf(errors: unknown): readonly FieldFault[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isRecord).flatMap(({ pointer, detail }) => {
    const [at, what] = [textOf(pointer), textOf(detail)];
    return at !== undefined && what !== undefined ? [{ pointer: at, detail: what }] : [];
  });
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
