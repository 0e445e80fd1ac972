import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { Subject, throwError } from 'rxjs';
import { PollTurn } from './poll-turn';

describe('PollTurn', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setup() {
    const turn = TestBed.inject(PollTurn);
    const asked: string[] = [];
    const seen: string[] = [];
    const ask = (name: string) => {
      const answer = new Subject<string>();
      const request = (): Observable<string> => {
        asked.push(name);
        return answer;
      };
      const subscription = turn.take(request).subscribe((text) => seen.push(text));
      const reply = (): void => {
        answer.next(name);
        answer.complete();
      };
      return {
        reply,
        drop: () => {
          subscription.unsubscribe();
        },
      };
    };
    return { turn, ask, asked, seen };
  }

  it('asks at once when nothing is open', () => {
    const { ask, asked, seen } = setup();
    const one = ask('one');
    expect(asked).toEqual(['one']);
    one.reply();
    const two = ask('two');
    two.reply();
    expect(seen).toEqual(['one', 'two']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets the others wait in the order in which they came', () => {
    const { ask, asked, seen } = setup();
    const [one, two, three] = [ask('one'), ask('two'), ask('three')];
    expect(asked).toEqual(['one']);
    one.reply();
    expect(asked).toEqual(['one', 'two']);
    two.reply();
    three.reply();
    expect(asked).toEqual(['one', 'two', 'three']);
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  it('keeps the turn of a dropped request until the backend has seen that', () => {
    const { ask, asked } = setup();
    ask('one').drop();
    ask('two');
    jest.advanceTimersByTime(199);
    expect(asked).toEqual(['one']);
    jest.advanceTimersByTime(1);
    expect(asked).toEqual(['one', 'two']);
  });

  it('forgets who left before their turn', () => {
    const { ask, asked } = setup();
    const one = ask('one');
    ask('two').drop();
    ask('three');
    one.reply();
    expect(asked).toEqual(['one', 'three']);
  });

  it('goes on after a failure', () => {
    const { turn, ask, asked } = setup();
    const failed = jest.fn();
    turn.take(() => throwError(() => new Error('no'))).subscribe({ error: failed });
    expect(failed).toHaveBeenCalledTimes(1);
    ask('next');
    expect(asked).toEqual(['next']);
  });
});
