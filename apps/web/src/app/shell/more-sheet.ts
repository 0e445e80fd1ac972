import { ChangeDetectionStrategy, Component, inject, viewChild } from '@angular/core';
import { Commands } from './commands';
import { Icon } from '../shared/icon';
import { Sheet } from './sheet';
import type { Command } from './commands';

/** What stands in the top bar where there is room for it, on phones. */
@Component({
  selector: 'ft-more-sheet',
  imports: [Icon, Sheet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-sheet name="more" heading="More">
      <ul>
        @for (command of commands(); track command.id) {
          <li>
            <button type="button" (click)="run(command)"><ft-icon [name]="command.icon" />{{ command.label }}</button>
          </li>
        }
      </ul>
    </ft-sheet>
  `,
  styles: `
    button {
      display: flex;
      align-items: center;
      gap: 12px;
      inline-size: 100%;
      min-block-size: 44px;
      padding: 0 4px;
      font-weight: 520;
      text-align: start;
      color: var(--ink);
      border-block-end: 1px solid var(--line-soft);
      --icon: 18px;
    }
    li:last-child button {
      border-block-end: 0;
    }
  `,
})
export class MoreSheet {
  private readonly sheet = viewChild.required(Sheet);

  protected readonly commands = inject(Commands).actions;

  /** The sheet goes first: what a command opens lies over the page, not over the sheet. */
  protected run(command: Command): void {
    this.sheet().close();
    command.run();
  }
}
