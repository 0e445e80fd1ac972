import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';
import { CopyButton } from '../copy-button';
import { Icon } from '../icon';
import { byteLength, bytesText } from '../raw-text/byte-size';
import { RawText } from '../raw-text/raw-text';
import { isFoldable, valueOf } from './json-node';
import { pathOf } from './json-path';
import type { JsonRow } from './json-rows';
import { JsonToolbar } from './json-toolbar';
import { targetOf } from './json-tree-keys';
import { JsonViewerState } from './json-viewer-state';

/** A longer text is drawn only when somebody asks for it. */
const ASK_ABOVE_LENGTH = 1_000_000;

/**
 * A JSON text as a tree to fold, search and copy from. Every number and string stands as it is spelled, and nothing of it
 * ever becomes HTML. What is no JSON is shown as raw text.
 */
@Component({
  selector: 'ft-json-viewer',
  imports: [CopyButton, Icon, JsonToolbar, RawText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './json-viewer.html',
  styleUrl: './json-viewer.scss',
})
export class JsonViewer {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  readonly text = input.required<string>();
  /** What the text is: `Payload`. */
  readonly name = input.required<string>();

  private readonly isAskedFor = signal(false);
  protected readonly isWrapped = signal(true);
  protected readonly isTooLong = computed(() => this.text().length > ASK_ABOVE_LENGTH && !this.isAskedFor());
  protected readonly state = new JsonViewerState(computed(() => (this.isTooLong() ? '""' : this.text())));
  protected readonly size = computed(() => bytesText(byteLength(this.text())));
  protected readonly canFold = computed(() => (this.state.root()?.children ?? []).some(isFoldable));
  /** The line that takes the focus when the tree does. */
  protected readonly tabStop = computed(() => (this.state.chosen() ?? this.state.lines()[0])?.row.id);
  protected readonly chosen = computed(() => {
    const row = this.state.chosen()?.row;
    return row?.kind === 'value'
      ? { path: pathOf(this.text(), row.node), value: valueOf(this.text(), row.node) }
      : null;
  });

  protected ask(): void {
    this.isAskedFor.set(true);
  }

  protected pick(event: Event, row: JsonRow): void {
    this.state.choose(row);
    const isOnHandle = (event.target as Element).closest('.handle, .fold') !== null;
    if (isOnHandle || row.kind === 'more') this.state.toggle(row);
  }

  protected move(event: KeyboardEvent, row: JsonRow): void {
    const target = targetOf(
      event,
      row,
      this.state.lines().map((line) => line.row),
    );
    if (!target) return;
    event.preventDefault();
    if (target === 'toggle') this.state.toggle(row);
    else this.goTo(target);
  }

  protected search(words: string): void {
    this.state.search(words);
    this.showMatch();
  }

  protected step(by: 1 | -1): void {
    this.state.step(by);
    this.showMatch();
  }

  protected leftOut(row: JsonRow): string {
    if (row.kind !== 'more') return '';
    const [next, count] = [Math.min(100, row.count), row.count.toLocaleString('en')];
    return `Show ${next} ${row.direction === 'later' ? 'more' : 'earlier'} of ${count}`;
  }

  /** The line is in the page already: the focus goes there at once, however fast the keys come. */
  private goTo(row: JsonRow): void {
    this.state.choose(row);
    const lines = this.host.nativeElement.querySelectorAll<HTMLElement>('[data-row]');
    [...lines].find(({ dataset }) => dataset['row'] === row.id)?.focus();
  }

  private showMatch(): void {
    afterNextRender(
      () => {
        this.host.nativeElement.querySelector('mark.current')?.scrollIntoView({ block: 'center' });
      },
      { injector: this.injector },
    );
  }
}
