import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { defer, of, throwError } from 'rxjs';
import { ApiKey } from './api-key';
import { ApiProblem } from './api-problem';
import { Connection } from './connection';
import { LiveControl } from './live-control';
import { injectPoll } from './poll';

let answer: () => Observable<object>;
let calls: number;
let renders: number;

@Component({
  template: `{{ render(poll.value()) }}`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly poll = injectPoll(
    () =>
      defer(() => {
        calls += 1;
        return answer();
      }),
    { intervalMs: 2000 },
  );
  render(value: object | undefined): string {
    renders += 1;
    return JSON.stringify(value);
  }
}

describe('injectPoll', () => {
  let isHidden: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    [isHidden, calls, renders] = [false, 0, 0];
    answer = () => of({ n: calls });
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (isHidden ? 'hidden' : 'visible'));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const hide = (hidden: boolean): void => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const open = () => {
    const fixture = TestBed.createComponent(Page);
    fixture.detectChanges();
    return { fixture, poll: fixture.componentInstance.poll, connection: TestBed.inject(Connection) };
  };

  it('pauses while an API key is wanted, keeps what is on screen, and asks at once when there is one', () => {
    const { poll } = open();
    const apiKey = TestBed.inject(ApiKey);
    answer = () =>
      defer(() => {
        apiKey.refused(null);
        return throwError(
          () => new ApiProblem({ title: 'Unauthorized', detail: 'This needs an API key', status: 401 }),
        );
      });
    jest.advanceTimersByTime(2000);
    poll.refresh();
    jest.advanceTimersByTime(60_000);
    expect(calls).toBe(2);
    expect(poll.state()).toMatchObject({ kind: 'ok', value: { n: 1 } });

    answer = () => of({ n: calls });
    apiKey.use('a-key');
    // The backend may need a moment to see that the refused request was dropped.
    jest.advanceTimersByTime(200);
    expect({ calls, value: poll.value() }).toEqual({ calls: 3, value: { n: 3 } });
    sessionStorage.clear();
  });

  it('pauses while hidden, resumes at once on return, and ends with the component', () => {
    const { fixture, poll } = open();
    expect((fixture.nativeElement as HTMLElement).textContent).toBe('{"n":1}');
    hide(true);
    jest.advanceTimersByTime(60_000);
    expect(calls).toBe(1);
    hide(false);
    expect(calls).toBe(2);
    window.dispatchEvent(new Event('focus'));
    expect(calls).toBe(2);
    poll.refresh();
    expect(calls).toBe(3);
    fixture.destroy();
    jest.advanceTimersByTime(60_000);
    expect(calls).toBe(3);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('costs no render while the answer stays the same', () => {
    const same = { n: 1 };
    answer = () => of(same);
    const { fixture, poll } = open();
    const state = poll.state();
    renders = 0;
    for (let round = 0; round < 5; round++) {
      jest.advanceTimersByTime(2000);
      fixture.detectChanges();
    }
    expect(calls).toBe(6);
    expect(renders).toBe(0);
    expect(poll.state()).toBe(state);
    expect(poll.at()).toBe(Date.now());
  });

  it('obeys the live control', () => {
    open();
    TestBed.inject(LiveControl).choose(0);
    expect(calls).toBe(2);
    jest.advanceTimersByTime(600_000);
    expect(calls).toBe(2);
    TestBed.inject(LiveControl).choose(30);
    jest.advanceTimersByTime(29_999);
    expect(calls).toBe(3);
    jest.advanceTimersByTime(1);
    expect(calls).toBe(4);
  });

  it('tells the connection when nothing answers, with the age of the data, and when it is back', () => {
    const { poll, connection } = open();
    const at = Date.now();
    answer = () => throwError(() => new ApiProblem({ title: 'No', detail: 'no', status: 0 }));
    jest.advanceTimersByTime(2000);
    expect(poll.stale()).toBe(true);
    expect(poll.value()).toEqual({ n: 1 });
    expect(connection.isUnreachable()).toBe(true);
    expect(connection.asOf()).toBe(at);
    expect(connection.nextTryAt()).toBe(poll.nextTryAt());
    answer = () => of({ n: 2 });
    connection.tryNow();
    expect(connection.isUnreachable()).toBe(false);
    expect(poll.stale()).toBe(false);
  });

  it.each([400, 401, 404, 409, 429, 500, 501])('does not call the backend unreachable for a %d', (status) => {
    const { poll, connection } = open();
    answer = () => throwError(() => new ApiProblem({ title: 'No', detail: 'no', status }));
    jest.advanceTimersByTime(2000);
    expect(poll.problem()?.status).toBe(status);
    expect(connection.isUnreachable()).toBe(false);
  });
});
