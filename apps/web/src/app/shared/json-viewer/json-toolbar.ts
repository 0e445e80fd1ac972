import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  inject,
  Injector,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { CopyButton } from '../copy-button';
import { Icon } from '../icon';
import { MATCHES_MAX } from './json-search';

/** What can be done with a whole JSON text: search, fold, wrap, copy. */
@Component({
  selector: 'ft-json-toolbar',
  imports: [CopyButton, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './json-toolbar.html',
  styleUrl: './json-toolbar.scss',
})
export class JsonToolbar {
  private readonly injector = inject(Injector);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  readonly caption = input.required<string>();
  readonly text = input.required<string>();
  readonly words = input.required<string>();
  readonly matchNumber = input.required<number>();
  readonly matchCount = input.required<number>();
  readonly isFoldable = input.required<boolean>();
  readonly isWrapped = model.required<boolean>();
  readonly searched = output<string>();
  readonly stepped = output<1 | -1>();
  readonly foldedAll = output();
  readonly unfoldedAll = output();

  protected readonly isSearching = signal(false);

  protected toggleSearch(): void {
    this.isSearching.update((isSearching) => !isSearching);
    if (this.isSearching()) afterNextRender(() => this.box()?.nativeElement.focus(), { injector: this.injector });
    else this.searched.emit('');
  }

  protected step(event: Event): void {
    event.preventDefault();
    this.stepped.emit((event as KeyboardEvent).shiftKey ? -1 : 1);
  }

  protected countText(): string {
    if (this.words() === '') return '';
    const count = this.matchCount();
    if (count === 0) return 'Not found';
    return `${this.matchNumber()} of ${count >= MATCHES_MAX ? `${MATCHES_MAX}+` : count}`;
  }
}
