import { DOCUMENT } from '@angular/common';
import { Injectable, inject, signal } from '@angular/core';
import { keepSetting, readSetting } from './local-setting';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

/** `public/theme.js` reads the same key before the first paint. */
const KEY = 'ft.theme';
const isTheme = (value: string | null): value is ThemeName => (THEMES as readonly (string | null)[]).includes(value);

/** The chosen colours, kept in this browser. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly kept = readSetting(KEY);
  private readonly chosen = signal<ThemeName>(isTheme(this.kept) ? this.kept : 'system');

  readonly name = this.chosen.asReadonly();

  choose(name: ThemeName): void {
    this.chosen.set(name);
    keepSetting(KEY, name);
    if (name === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = name;
  }
}
