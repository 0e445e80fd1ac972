import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { bringIntoRow } from '../../../shared/bring-into-row';

/** The parts of a job's page, as the address names them. */
export const TABS = ['input', 'result', 'error', 'history', 'callbacks', 'raw'] as const;
export type TabName = (typeof TABS)[number];

/** A tab as it is offered. */
export interface Tab {
  readonly name: TabName;
  readonly label: string;
  /** Empty: it is not known. */
  readonly count?: string;
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowRight: (index, last) => (index === last ? 0 : index + 1),
  ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
  Home: () => 0,
  End: (_index, last) => last,
};

/** A row of tabs with the keys of WAI-ARIA; the panel has the id `job-panel`. */
@Component({
  selector: 'ft-job-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div #row class="ul" role="tablist" aria-label="Parts of the job">
      @for (tab of tabs(); track tab.name; let index = $index) {
        <button
          type="button"
          role="tab"
          aria-controls="job-panel"
          [id]="'tab-' + tab.name"
          [class.on]="tab.name === chosen()"
          [attr.aria-selected]="tab.name === chosen()"
          [tabindex]="tab.name === chosen() ? 0 : -1"
          (click)="picked.emit(tab.name)"
          (keydown)="move($event, index)"
        >
          {{ tab.label }}
          @if (tab.count) {
            <span class="n">{{ tab.count }}</span>
          }
        </button>
      }
    </div>
  `,
  styles: `
    .ul {
      overflow-x: auto;
      overflow-y: hidden;
      scrollbar-width: none;
    }
    [role='tab']:focus-visible {
      outline-offset: -4px;
      border-radius: 6px;
    }
    @media (max-width: 599px) {
      .ul {
        gap: 18px;
      }
    }
  `,
})
export class JobTabs {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly tabs = input.required<readonly Tab[]>();
  readonly chosen = input.required<TabName>();
  readonly picked = output<TabName>();

  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');

  constructor() {
    // On a phone the tabs are a row that is wider than the screen, the more so when their counts come in.
    afterRenderEffect(() => {
      this.tabs();
      const tab = this.tabOf(this.chosen());
      if (tab) bringIntoRow(this.row().nativeElement, tab);
    });
  }

  /** Gives the focus to the tab that is chosen. */
  focus(): void {
    this.tabOf(this.chosen())?.focus();
  }

  protected move(event: KeyboardEvent, index: number): void {
    const tabs = this.tabs();
    const target = STEPS[event.key]?.(index, tabs.length - 1);
    const tab = target === undefined ? undefined : tabs[target];
    if (!tab) return;
    event.preventDefault();
    this.tabOf(tab.name)?.focus();
    this.picked.emit(tab.name);
  }

  private tabOf(name: TabName): HTMLElement | null {
    return this.host.nativeElement.querySelector(`#tab-${name}`);
  }
}
