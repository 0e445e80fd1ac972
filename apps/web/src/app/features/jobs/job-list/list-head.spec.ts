import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Toasts } from '../../../core/toasts';
import { JobListStore } from './job-list-store';
import { RowSelection } from './bulk/row-selection';
import { ListHead } from './list-head';
import { ListAddress } from './query/list-address';
import { CHOSEN_COLUMNS } from './query/list-preferences';
import type { ListQuery } from './query/list-query';
import { ViewMenu } from './view-menu';

const HINT = 'The latest wait; of a later run it is not known once the run has begun';

describe('the head of the table', () => {
  const wanted = signal<ListQuery>({});
  const committed: ListQuery[] = [];

  function open() {
    TestBed.configureTestingModule({
      providers: [
        { provide: ListAddress, useValue: { wanted, commit: (query: ListQuery) => committed.push(query) } },
        { provide: JobListStore, useValue: { page: () => [] } },
        RowSelection,
      ],
    });
    const head = TestBed.createComponent(ListHead);
    head.componentRef.setInput('columns', new Set(CHOSEN_COLUMNS.map(({ name }) => name)));
    head.detectChanges();
    const host = head.nativeElement as HTMLElement;
    return { host, button: (name: string) => host.querySelector<HTMLButtonElement>(`.col-${name} button`)! };
  }

  beforeEach(() => {
    wanted.set({});
    committed.length = 0;
  });

  it('sorts by a column, and the other way when it is pressed again', () => {
    const { button } = open();
    button('priority').click();
    wanted.set({ sort: 'priority' });
    button('priority').click();
    expect(committed).toEqual([
      { sort: 'priority', order: 'desc' },
      { sort: 'priority', order: 'asc' },
    ]);
  });

  it('says why a search is not sorted to whoever presses, too', () => {
    wanted.set({ search: 'moon' });
    const { button } = open();
    expect(button('priority').getAttribute('aria-disabled')).toBe('true');
    button('priority').click();
    expect(committed).toEqual([]);
    expect(
      TestBed.inject(Toasts)
        .shown()
        .map(({ text }) => text),
    ).toEqual(['What is searched for stands by age.']);
    button('created').click();
    expect(committed).toHaveLength(1);
  });

  it('describes a column only where its name does not tell', () => {
    const { host } = open();
    expect(host.querySelector('.col-wait')?.getAttribute('title')).toBe(HINT);
    expect(host.querySelector('.col-type')?.hasAttribute('title')).toBe(false);
  });
});

it('the menu of columns says the same to keys and fingers', () => {
  const menu = TestBed.createComponent(ViewMenu);
  menu.detectChanges();
  (menu.nativeElement as HTMLElement).querySelector<HTMLElement>('[aria-haspopup="menu"]')!.click();
  menu.detectChanges();
  const items = [...document.querySelectorAll('[role="menuitemcheckbox"]')].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
  expect(items).toContain(`Wait ${HINT}`);
  expect(items).toContain('Type');
});
