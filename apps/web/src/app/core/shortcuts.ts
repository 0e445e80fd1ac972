import { DOCUMENT } from '@angular/common';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { hasOpenDialog, keyNameOf, takesLetters } from './key-press';
import { keepSetting, readSetting } from './local-setting';

/** Something that keys do. */
export interface Shortcut {
  /** One key as it is written, `j`, `?`, `Enter`; two in turn, `g d`; or `mod+k`: with Ctrl or Command. Case counts. */
  readonly keys: string;
  /** What it does, for the help sheet: `Next row`. */
  readonly label: string;
  /** Does it. `false`: nothing to do here, the key keeps its usual meaning. */
  readonly run: () => boolean | undefined;
}

/** Shortcuts of one part of the app, under one heading of the help sheet. */
export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** So long the second key of two may be waited for. */
const SEQUENCE_MS = 1500;
const KEY = 'ft.shortcuts';

/** Whether keys are pressed alone, without Ctrl or Command: only these can be turned off. */
export const isPlain = (keys: string): boolean => !keys.startsWith('mod+');

/**
 * Listens to the keyboard for the whole app. Nothing is heard while somebody types, holds another modifier or has a
 * dialog open; only `mod+…` works in a field. A person can turn plain keys off; this browser keeps the choice.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly all = signal<readonly ShortcutGroup[]>([]);
  private readonly on = signal(readSetting(KEY) !== 'off');
  private first: { readonly key: string; readonly untilMs: number } | null = null;

  /** Those that are there now; the page's come after the shell's. */
  readonly groups = this.all.asReadonly();
  /** Whether plain keys do something. Keys with Ctrl or Command always do. */
  readonly isOn = this.on.asReadonly();
  private readonly known = computed(() => {
    const active = this.all().flatMap(({ shortcuts }) => shortcuts);
    // What was added last is nearest to the person.
    return (this.on() ? active : active.filter(({ keys }) => !isPlain(keys))).toReversed();
  });

  constructor() {
    const hear = (event: KeyboardEvent): void => {
      this.hear(event);
    };
    this.document.addEventListener('keydown', hear);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('keydown', hear);
    });
  }

  turn(isOn: boolean): void {
    this.on.set(isOn);
    keepSetting(KEY, isOn ? 'on' : 'off');
  }

  /** Adds a group and gives what takes it away again. */
  add(group: ShortcutGroup): () => void {
    this.all.update((groups) => [...groups, group]);
    return () => {
      this.all.update((groups) => groups.filter((other) => other !== group));
    };
  }

  private hear(event: KeyboardEvent): void {
    const key = keyNameOf(event);
    if (key === null || event.defaultPrevented || event.isComposing || hasOpenDialog(this.document)) return;
    if (!key.startsWith('mod+') && takesLetters(event.target)) return;
    const keys = this.sequenceWith(key);
    const isDone = this.known().some((shortcut) => shortcut.keys === keys && shortcut.run() !== false);
    if (isDone) event.preventDefault();
    else this.waitForSecond(key, keys);
  }

  private sequenceWith(key: string): string {
    const { first } = this;
    this.first = null;
    return first !== null && Date.now() < first.untilMs ? `${first.key} ${key}` : key;
  }

  private waitForSecond(key: string, keys: string): void {
    const canGoOn = keys === key && this.known().some((shortcut) => shortcut.keys.startsWith(`${key} `));
    if (canGoOn) this.first = { key, untilMs: Date.now() + SEQUENCE_MS };
  }
}

/** Adds shortcuts for as long as the component that calls it lives. Needs an injection context. */
export function injectShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  inject(DestroyRef).onDestroy(inject(Shortcuts).add({ title, shortcuts }));
}
