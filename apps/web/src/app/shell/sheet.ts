import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, inject, input, viewChild } from '@angular/core';
import { Icon } from '../shared/icon';
import type { SheetName } from './sheets';
import { Sheets } from './sheets';

/** A dialog over the page that closes by Escape, by its button and by a click beside it, and gives the focus back. */
@Component({
  selector: 'ft-sheet',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './sheet.scss',
  host: { '(click)': 'closeBeside($event)' },
  template: `
    <dialog #dialog aria-labelledby="sheet-heading" (close)="sheets.gone(name())">
      <div class="inside">
        <div class="top">
          <h2 id="sheet-heading" class="grow">{{ heading() }}</h2>
          <button type="button" class="ib" aria-label="Close" (click)="close()"><ft-icon name="x" /></button>
        </div>
        <ng-content />
      </div>
    </dialog>
  `,
})
export class Sheet {
  protected readonly sheets = inject(Sheets);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly name = input.required<SheetName>();
  readonly heading = input.required<string>();

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }

  /** Unlike leaving the page, closing gives the focus back to where it was. */
  close(): void {
    this.dialog().nativeElement.close();
  }

  /** Only what lies around the inside of a dialog is the dialog itself. */
  protected closeBeside({ target }: Event): void {
    if (target === this.dialog().nativeElement) this.close();
  }
}
