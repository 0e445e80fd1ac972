import { DOCUMENT } from '@angular/common';
import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { ApiKey } from '../core/api-key';
import { focusQuietly } from '../core/focus-quietly';
import { KeyCheck } from '../core/key-check';
import { Icon } from '../shared/icon';
import { keyFault } from './key-fault';

/** Asks for an API key and stays until the backend takes one. It covers the page: nothing of it can be seen or reached. */
@Component({
  selector: 'ft-key-prompt',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './key-prompt.scss',
  templateUrl: './key-prompt.html',
})
export class KeyPrompt {
  private readonly apiKey = inject(ApiKey);
  private readonly check = inject(KeyCheck);
  private readonly document = inject(DOCUMENT);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly isReplaced = computed(() => this.apiKey.wanted() === 'refused');
  protected readonly fault = signal<string | null>(null);
  protected readonly isChecking = signal(false);

  constructor() {
    afterNextRender(() => {
      this.open();
    });
  }

  /** Also when the browser closed it by itself: without a key there is nothing behind it. */
  protected open(): void {
    const dialog = this.dialog().nativeElement;
    if (this.apiKey.wanted() !== null && !dialog.open) dialog.showModal();
  }

  protected enter(event: Event): void {
    event.preventDefault();
    if (this.isChecking()) return;
    const key = this.field().nativeElement.value.trim();
    const fault = keyFault(key);
    if (fault === null) this.tryKey(key);
    else this.complain(fault);
  }

  private tryKey(key: string): void {
    this.isChecking.set(true);
    this.check.try(key).subscribe((problem) => {
      this.isChecking.set(false);
      if (problem === null) this.accept(key);
      else this.complain(keyFault(key, problem));
    });
  }

  private complain(fault: string | null): void {
    this.fault.set(fault);
    this.field().nativeElement.focus();
  }

  private accept(key: string): void {
    this.apiKey.use(key);
    const dialog = this.dialog().nativeElement;
    // Closing, unlike leaving the page, gives the focus back to where it was, if it was anywhere.
    dialog.close();
    const { activeElement, body } = this.document;
    if (activeElement !== body && !dialog.contains(activeElement)) return;
    const heading = this.document.querySelector<HTMLElement>('main h1');
    if (heading) focusQuietly(heading);
  }
}
