import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Shortcuts } from '../core/shortcuts';
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
          ><b>Single keys do something</b>
          <span class="s mut">Turn them off when a tool of yours types letters. Keys with Ctrl stay.</span></span
        >
      </label>
      @for (group of groups(); track group.title) {
        <h3>{{ group.title }}</h3>
        <dl [class.off]="!isOn()">
          @for (shortcut of group.shortcuts; track $index) {
            <div>
              <dt>{{ shortcut.label }}</dt>
              <dd>
                @for (cap of shortcut.caps; track $index) {
                  <kbd>{{ cap }}</kbd>
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
  /** Parts that belong under one heading stand under one, also when they were added apart. Keys stand once: where they act. */
  protected readonly groups = computed(() => {
    const all = this.shortcuts.groups();
    // What was added last is what the keys do.
    const nearest = new Map(all.flatMap(({ shortcuts }) => shortcuts).map((shortcut) => [shortcut.keys, shortcut]));
    const titles = [...new Set(all.map(({ title }) => title))];
    return titles.map((title) => ({
      title,
      shortcuts: all
        .filter((group) => group.title === title)
        .flatMap(({ shortcuts }) => shortcuts.filter((shortcut) => nearest.get(shortcut.keys) === shortcut))
        .map(({ label, keys }) => ({ label, caps: keyCaps(keys) })),
    }));
  });

  protected turn(event: Event): void {
    this.shortcuts.turn((event.target as HTMLInputElement).checked);
  }
}
