import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '../shared/icon';
import type { Command } from './commands';
import { Commands } from './commands';
import { injectFindHits } from './find-hits';
import { FindJob, isIdStart } from './find-job';
import { keyCaps } from './key-caps';
import { injectShellShortcuts } from './shell-shortcuts';

/** Finds a job, a page or an action by what a person types. */
@Component({
  selector: 'ft-find-box',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './find-box.html',
  styleUrl: './find-box.scss',
  host: { '[class.open]': 'isOpen()', '(focusout)': 'leave($event)' },
})
export class FindBox {
  private readonly commands = inject(Commands);
  private readonly jobs = inject(FindJob);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private cameFrom: HTMLElement | null = null;

  protected readonly caps = keyCaps('mod+k');
  protected readonly text = signal('');
  protected readonly isOpen = signal(false);
  private readonly words = computed(() => this.text().trim());
  private readonly hits = injectFindHits(this.words);
  /** Jobs come last, and late: what is there already keeps its place. */
  protected readonly options = computed(() => [...this.optionsFor(this.words()), ...this.hits()]);
  /** Number of the option that Enter takes: the first one after each change of the text, and when the box opens. */
  protected readonly active = linkedSignal({
    source: () => `${this.isOpen()} ${this.text()}`,
    computation: () => 0,
  });
  protected readonly activeId = computed(() => (this.isOpen() ? `find-option-${this.active()}` : null));

  constructor() {
    injectShellShortcuts(() => {
      this.open();
    });
  }

  /** On phones the field lies over the top bar only while it is used: it has to be there before it takes the focus. */
  protected open(): void {
    const { activeElement } = document;
    const isInside = this.host.nativeElement.contains(activeElement);
    if (!isInside) this.cameFrom = activeElement instanceof HTMLElement ? activeElement : null;
    this.isOpen.set(true);
    const { nativeElement } = this.field();
    this.focus(nativeElement, () => {
      nativeElement.select();
    });
  }

  protected type(event: Event): void {
    this.text.set((event.target as HTMLInputElement).value);
    this.isOpen.set(true);
  }

  protected press(event: KeyboardEvent): void {
    const count = this.options().length;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      this.isOpen.set(true);
      this.active.update((at) => (at + step + count) % count);
    } else if (event.key === 'Enter' && !event.isComposing) this.take(this.options()[this.active()]);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
  }

  protected take(option: Command | undefined): void {
    if (!option) return;
    this.close();
    this.text.set('');
    option.run();
  }

  /** Leaving the box by Tab or by a click elsewhere closes it. */
  protected leave({ relatedTarget, currentTarget }: FocusEvent): void {
    const isInside = relatedTarget instanceof Node && (currentTarget as HTMLElement).contains(relatedTarget);
    if (!isInside) this.isOpen.set(false);
  }

  private close(): void {
    this.isOpen.set(false);
    if (this.cameFrom?.isConnected) this.focus(this.cameFrom);
    else this.field().nativeElement.blur();
  }

  /** At once, so that no key is lost; where it cannot be seen yet, as soon as it can. */
  private focus(element: HTMLElement, then?: () => void): void {
    const go = (): void => {
      element.focus();
      then?.();
    };
    go();
    if (document.activeElement !== element) afterNextRender(go, { injector: this.injector });
  }

  private optionsFor(text: string): readonly Command[] {
    const all = [...this.commands.pages, ...this.commands.actions()];
    if (text === '') return all;
    const named = all.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
    return [this.searchFor(text), ...named];
  }

  private searchFor(text: string): Command {
    const label = isIdStart(text) ? `Go to the job ${text}` : `Search jobs for “${text}”`;
    return { id: 'search', label, icon: 'search', run: () => void this.search(text) };
  }

  /** What was refused can be mended: it stands there again. */
  private async search(text: string): Promise<void> {
    if (!(await this.jobs.find(text)) && this.text() === '') this.text.set(text);
  }
}
