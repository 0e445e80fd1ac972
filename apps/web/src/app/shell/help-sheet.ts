import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { Shortcut } from '../core/shortcuts';
import { Shortcuts, isPlain } from '../core/shortcuts';
import { keyCaps } from './key-caps';
import { Sheet } from './sheet';

/** Says what keys do on this page, and lets a person turn them off. */
@Component({
  selector: 'ft-help-sheet',
  imports: [Sheet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './help-sheet.scss',
  template: `
    <ft-sheet name="help" heading="Keyboard shortcuts">
      <label class="turn">
        <input type="checkbox" [checked]="isOn()" (change)="turn($event)" />
        <span
          ><b>Use single-key shortcuts</b>
          <span class="s mut"
            >Turn them off when something types letters for you, such as dictation. Those with Ctrl always work.</span
          ></span
        >
      </label>
      @for (group of groups(); track group.title) {
        <h3>{{ group.title }}</h3>
        <dl>
          @for (shortcut of group.shortcuts; track $index) {
            <div>
              <dt>{{ shortcut.label }}</dt>
              <dd>
                @for (way of shortcut.ways; track $index) {
                  @if ($index > 0) {
                    <span class="mut">or</span>
                  }
                  @for (cap of way.caps; track $index) {
                    <kbd [class.off]="way.isPlain && !isOn()">{{ cap }}</kbd>
                  }
                }
              </dd>
            </div>
          }
        </dl>
      }
    </ft-sheet>
  `,
})
export class HelpSheet {
  private readonly shortcuts = inject(Shortcuts);

  protected readonly isOn = this.shortcuts.isOn;
  /**
   * Parts that belong under one heading stand under one, also when they were added apart. Keys stand once: where they act;
   * and so does what several keys do.
   */
  protected readonly groups = computed(() => {
    const all = this.shortcuts.groups();
    // What was added last is what the keys do.
    const nearest = new Map(all.flatMap(({ shortcuts }) => shortcuts).map((shortcut) => [shortcut.keys, shortcut]));
    const titles = [...new Set(all.map(({ title }) => title))];
    return titles.map((title) => {
      const active = all
        .filter((group) => group.title === title)
        .flatMap(({ shortcuts }) => shortcuts.filter((shortcut) => nearest.get(shortcut.keys) === shortcut));
      return { title, shortcuts: byLabel(active) };
    });
  });

  protected turn(event: Event): void {
    this.shortcuts.turn((event.target as HTMLInputElement).checked);
  }
}

/** What is done, each with the keys of every way to do it. */
function byLabel(shortcuts: readonly Shortcut[]) {
  const labels = [...new Set(shortcuts.map(({ label }) => label))];
  return labels.map((label) => ({
    label,
    ways: shortcuts
      .filter((shortcut) => shortcut.label === label)
      .map(({ keys }) => ({ caps: keyCaps(keys), isPlain: isPlain(keys) })),
  }));
}
