import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { NEVER, timeout } from 'rxjs';
import { ApiProblem, malformedAnswer, toApiProblem } from './api-problem';

const answer = (status: number, error: unknown, headers: Record<string, string> = {}): HttpErrorResponse =>
  new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) });

describe('toApiProblem', () => {
  it('reads a problem document', () => {
    const errors = [{ pointer: '/prompt', detail: 'prompt must not be blank' }, { pointer: 7 }, null];
    const body = { title: 'Bad Request', detail: 'prompt must not be blank', requestId: 'r-1', errors };
    expect(toApiProblem(answer(400, JSON.stringify(body)))).toMatchObject({
      title: 'Bad Request',
      detail: 'prompt must not be blank',
      status: 400,
      requestId: 'r-1',
      fields: [{ pointer: '/prompt', detail: 'prompt must not be blank' }],
      isUnreachable: false,
    });
  });

  it.each(['<html>Bad gateway</html>', '', null, '[1]', '"text"'])('makes do with the body %p', (body) => {
    expect(toApiProblem(answer(500, body, { 'x-request-id': 'r-2' }))).toMatchObject({
      title: 'The backend answered 500',
      requestId: 'r-2',
      fields: [],
      isUnreachable: false,
    });
  });

  it.each([
    [500, 'The backend gave no reason.'],
    [504, 'The backend did not answer.'],
  ])('says of whom it speaks when %d comes without a reason', (status, detail) => {
    expect(toApiProblem(answer(status, '<html></html>')).detail).toBe(detail);
  });

  it('takes a short reason, but not the words of HTTP of a backend that stops', () => {
    expect(toApiProblem(answer(429, { error: 'Slow down' })).detail).toBe('Slow down');
    const closing = { error: 'Service Unavailable', message: 'Service Unavailable', statusCode: 503 };
    expect(toApiProblem(answer(503, closing)).detail).toBe('The backend did not answer.');
  });

  it.each([0, 502, 503, 504])('calls %d unreachable', (status) => {
    expect(toApiProblem(answer(status, null)).isUnreachable).toBe(true);
  });

  it.each([400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 501, 505])('does not call %d unreachable', (status) => {
    expect(toApiProblem(answer(status, null)).isUnreachable).toBe(false);
  });

  it('calls an answer that does not come unreachable', () => {
    jest.useFakeTimers();
    let error: unknown;
    NEVER.pipe(timeout(5)).subscribe({ error: (late: unknown) => (error = late) });
    jest.advanceTimersByTime(5);
    jest.useRealTimers();
    expect(toApiProblem(error)).toMatchObject({ status: 0, isUnreachable: true, mayBeDone: true });
  });

  it.each([
    [0, false],
    [409, false],
    [500, false],
    [502, false],
    [504, true],
  ])('knows whether a change may be made though %d was answered', (status, mayBeDone) => {
    expect(toApiProblem(answer(status, null)).mayBeDone).toBe(mayBeDone);
    expect(malformedAnswer('No job.', 201, null).mayBeDone).toBe(true);
  });

  it('keeps a problem as it is and takes anything else', () => {
    const problem = new ApiProblem({ title: 'a', detail: 'b', status: 418 });
    expect(toApiProblem(problem)).toBe(problem);
    expect(toApiProblem(new TypeError('x is undefined'))).toMatchObject({
      detail: 'x is undefined',
      isUnreachable: false,
    });
    expect(toApiProblem('broken')).toMatchObject({ detail: 'broken', isUnreachable: false });
  });
});
