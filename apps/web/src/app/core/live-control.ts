import { Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { BehaviorSubject, map } from 'rxjs';
import { keepSetting, readSetting } from './local-setting';

/** What a person may choose, in seconds; 0 is off. */
export const LIVE_SECONDS = [0, 2, 5, 10, 30] as const;
export type LiveSeconds = (typeof LIVE_SECONDS)[number];

const KEY = 'ft.live';
const isLiveSeconds = (value: number): value is LiveSeconds => (LIVE_SECONDS as readonly number[]).includes(value);

function kept(): LiveSeconds {
  const text = readSetting(KEY);
  const seconds = text === null ? 2 : Number(text);
  return isLiveSeconds(seconds) ? seconds : 2;
}

/** How often pages ask for news. Every poll obeys it; the choice is kept in this browser. */
@Injectable({ providedIn: 'root' })
export class LiveControl {
  private readonly chosen = new BehaviorSubject<LiveSeconds>(kept());

  readonly seconds = toSignal(this.chosen, { requireSync: true });
  /** Wait between two requests now and after each change; `null` when off. */
  readonly paceMs$: Observable<number | null> = this.chosen.pipe(
    map((seconds) => (seconds === 0 ? null : seconds * 1000)),
  );

  choose(seconds: LiveSeconds): void {
    this.chosen.next(seconds);
    keepSetting(KEY, String(seconds));
  }
}
