import { TestBed } from '@angular/core/testing';
import { ApiProblem } from './api-problem';
import { Connection } from './connection';

const problem = (status: number): ApiProblem => new ApiProblem({ title: 'No', detail: 'no', status });

describe('Connection', () => {
  let connection: Connection;
  let tries: number;

  beforeEach(() => {
    connection = TestBed.inject(Connection);
    tries = 0;
    connection.tries$.subscribe(() => {
      tries += 1;
    });
  });

  it('is reachable until somebody reports otherwise', () => {
    expect(connection.isUnreachable()).toBe(false);
    expect(connection.since()).toBeUndefined();
  });

  it('keeps the oldest data and the soonest try of all polls', () => {
    const [first, second] = [connection.join(), connection.join()];
    first.failed(100, 9000);
    second.failed(50, 9500);
    expect(connection.asOf()).toBe(50);
    expect(connection.nextTryAt()).toBe(9000);
  });

  it('stays unreachable until the last poll has an answer, and wakes the others at the first', () => {
    const [first, second] = [connection.join(), connection.join()];
    first.failed(1, 2);
    second.failed(1, 2);
    first.answered();
    expect(connection.isUnreachable()).toBe(true);
    expect(tries).toBe(1);
    second.answered();
    expect(connection.isUnreachable()).toBe(false);
    expect(tries).toBe(1);
  });

  it('keeps the time of the first failure', () => {
    jest.useFakeTimers({ now: 1000 });
    const poll = connection.join();
    poll.failed(undefined, undefined);
    jest.setSystemTime(8000);
    poll.failed(undefined, undefined);
    expect(connection.since()).toBe(1000);
    jest.useRealTimers();
  });

  it('is raised by a failed change at once and has the polls look', () => {
    connection.requestFailed(problem(503));
    expect(connection.isUnreachable()).toBe(true);
    expect(tries).toBe(1);
    connection.join().answered();
    expect(connection.isUnreachable()).toBe(false);
  });

  it.each([400, 404, 409, 413, 500])('is not raised by a %d', (status) => {
    connection.requestFailed(problem(status));
    expect(connection.isUnreachable()).toBe(false);
    expect(tries).toBe(0);
  });

  it('does not forget an outage when its page is left', () => {
    const left = connection.join();
    left.failed(7, 9000);
    left.leave();
    expect(connection.isUnreachable()).toBe(true);
    expect(connection.asOf()).toBe(7);
    expect(connection.nextTryAt()).toBeUndefined();
    connection.join().answered();
    expect(connection.isUnreachable()).toBe(false);
  });
});
