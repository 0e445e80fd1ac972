import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { copyText } from './copy-text';
import { Icon } from './icon';

const SAYS_SO_MS = 1600;

/** Copies a text and says so. With `compact` only the sign shows and `label` is its name. */
@Component({
  selector: 'ft-copy',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      [class]="compact() ? 'compact' : 'btn t sm'"
      [attr.aria-label]="compact() ? label() : null"
      [attr.title]="compact() ? label() : null"
      (click)="copy()"
    >
      <ft-icon [name]="said() === 'Copied' ? 'check' : 'copy'" />
      @if (!compact()) {
        <span>{{ said() || label() }}</span>
      }
    </button>
    <span class="visually-hidden" role="status">{{ said() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      position: relative;
    }
    .btn {
      color: var(--ink-2);
    }
    .compact {
      inline-size: 24px;
      block-size: 24px;
      display: grid;
      place-items: center;
      border-radius: var(--r-s);
      color: var(--ink-3);
      --icon: 13px;
    }
    .compact:hover {
      background: var(--hover);
      color: var(--ink);
    }
  `,
})
export class CopyButton {
  private readonly document = inject(DOCUMENT);

  readonly text = input.required<string>();
  readonly label = input('Copy');
  readonly compact = input(false);

  protected readonly said = signal<'' | 'Copied' | 'Not copied'>('');

  protected async copy(): Promise<void> {
    this.said.set((await copyText(this.text(), this.document)) ? 'Copied' : 'Not copied');
    setTimeout(() => {
      this.said.set('');
    }, SAYS_SO_MS);
  }
}
