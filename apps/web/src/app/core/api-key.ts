import type { Signal } from '@angular/core';
import { Injectable, computed, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { BehaviorSubject, distinctUntilChanged, map } from 'rxjs';
import { readSetting } from './local-setting';

/** Why a person has to give an API key: there is none in this tab, or the backend takes it no more. */
export type KeyWanted = 'none' | 'refused';

const STORED = 'ft.api-key';

/** The API key of this tab. It outlives a reload, but not the tab, and is sent nowhere but to the API. */
@Injectable({ providedIn: 'root' })
export class ApiKey {
  private readonly held = signal(readSetting(STORED, 'sessionStorage'));
  private readonly reasons = new BehaviorSubject<KeyWanted | null>(null);

  /** `null` while none is held. */
  readonly value = this.held.asReadonly();
  readonly isHeld = computed(() => this.held() !== null);
  /** `null` while the backend takes what is sent. */
  readonly wanted: Signal<KeyWanted | null> = toSignal(this.reasons, { requireSync: true });
  /** Whether it makes sense to ask the backend: now, and each time it changes. */
  readonly isGranted$: Observable<boolean> = this.reasons.pipe(
    map((reason) => reason === null),
    distinctUntilChanged(),
  );

  /** The backend refused a request that carried this key, or none. A request of an earlier key says nothing. */
  refused(sent: string | null): void {
    if (sent !== this.held() || this.reasons.value !== null) return;
    this.hold(null);
    this.reasons.next(sent === null ? 'none' : 'refused');
  }

  /** From now on every request carries this key; what waited for one asks at once. */
  use(key: string): void {
    this.hold(key);
    this.reasons.next(null);
  }

  forget(): void {
    this.hold(null);
  }

  private hold(key: string | null): void {
    this.held.set(key);
    try {
      if (key === null) sessionStorage.removeItem(STORED);
      else sessionStorage.setItem(STORED, key);
    } catch {
      // Without storage the key lasts until the tab is reloaded.
    }
  }
}
