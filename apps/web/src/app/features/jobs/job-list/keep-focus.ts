import { DOCUMENT } from '@angular/common';
import { ElementRef, afterEveryRender, inject } from '@angular/core';
import { isFocusLost, watchFocus } from '../../../core/watch-focus';
import { JobListStore } from './job-list-store';
import type { JobTable } from './job-table';
import type { ListLine } from './list-lines';

/** What can take the focus when what had it is gone. */
export interface FocusTargets {
  /** Absent while there are no rows. */
  readonly table: () => JobTable | undefined;
  readonly heading: () => HTMLElement;
}

/** What has the focus, and the rows as they stood when it was last seen. */
interface Holder {
  readonly element: HTMLElement;
  /** Of its row. */
  readonly key: string | undefined;
  /** It stands below the rows and goes when the last ones have come. */
  readonly isBelow: boolean;
  lines: readonly ListLine[];
}

/**
 * Nobody who uses keys is sent to the top of the page because something went: the neighbour of a row that left takes the
 * focus, the first new row that of the button that brought it, the heading any other. Needs an injection context.
 */
export function keepFocus({ table, heading }: FocusTargets): void {
  const [host, document] = [inject<ElementRef<HTMLElement>>(ElementRef).nativeElement, inject(DOCUMENT)];
  const store = inject(JobListStore);
  let holder: Holder | undefined;

  watchFocus(host, {
    taken: (element) => (holder = { ...whereIs(element), element, lines: store.lines() }),
    left: (element) => {
      if (holder?.element === element) holder = undefined;
    },
  });

  const giveOn = ({ key, isBelow, lines }: Holder): boolean => {
    const order = lines.map((line) => line.key);
    if (isBelow) return table()?.focusAfter(order.at(-1)) ?? false;
    return key !== undefined && (table()?.focusNear(key, order) ?? false);
  };
  afterEveryRender(() => {
    if (!holder) return;
    if (holder.element.isConnected) {
      holder.lines = store.lines();
      return;
    }
    if (!isFocusLost(document)) holder = undefined;
    else if (!giveOn(holder)) heading().focus({ preventScroll: true });
  });
}

const whereIs = (element: HTMLElement): Pick<Holder, 'key' | 'isBelow'> => ({
  key: element.closest<HTMLElement>('[data-key]')?.dataset['key'],
  isBelow: element.closest('.older') !== null,
});
