import { DOCUMENT } from '@angular/common';
import { Injectable, computed, inject, signal } from '@angular/core';
import { Theme } from '../../core/theme';

/** Custom properties that charts are painted with. */
const NAMES = [
  'c-ok',
  'c-inv',
  'c-bad',
  'c-can',
  'c-run',
  'c-wait',
  'grid',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'raised',
] as const;
export type ColourName = (typeof NAMES)[number];
export type Colours = Readonly<Record<ColourName, string>>;

/** The theme's colours as a canvas understands them; they change with the theme. */
@Injectable({ providedIn: 'root' })
export class ChartColours {
  private readonly document = inject(DOCUMENT);
  private readonly theme = inject(Theme).name;
  private readonly system = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly isSystemDark = signal(this.system.matches);

  readonly colours = computed<Colours>(() => {
    // Both decide which half of `light-dark()` counts.
    this.theme();
    this.isSystemDark();
    return this.read();
  });

  constructor() {
    this.system.addEventListener('change', ({ matches }) => {
      this.isSystemDark.set(matches);
    });
  }

  /**
   * A custom property keeps `light-dark()` as it is written; a real colour of an element is worked out. One element for
   * each: a colour that changes may be on its way for a moment.
   */
  private read(): Colours {
    const probes = NAMES.map((name) => {
      const probe = this.document.createElement('span');
      probe.style.color = `var(--${name})`;
      return { name, probe };
    });
    this.document.body.append(...probes.map(({ probe }) => probe));
    const colours = probes.map(({ name, probe }) => [name, getComputedStyle(probe).color] as const);
    for (const { probe } of probes) probe.remove();
    return Object.fromEntries(colours) as Colours;
  }
}

/** A colour, as a browser works it out, that lets through most of what is behind it. */
export function faded(colour: string, opacity: number): string {
  const [red, green, blue] = colour.match(/[\d.]+/g) ?? [];
  return blue === undefined ? colour : `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
