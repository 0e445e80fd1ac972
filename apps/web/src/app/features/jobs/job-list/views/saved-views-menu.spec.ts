import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { JobListStore } from '../job-list-store';
import { ListAddress } from '../query/list-address';
import type { ListQuery } from '../query/list-query';
import { SavedViews } from './saved-views';
import { SavedViewsMenu } from './saved-views-menu';

// jsdom knows the element, but neither opens nor closes it.
Object.assign(HTMLDialogElement.prototype, {
  showModal: () => undefined,
  close(this: HTMLDialogElement) {
    this.dispatchEvent(new Event('close'));
  },
});

describe('SavedViewsMenu', () => {
  const query = signal<ListQuery>({});
  const [faults, queryFaults] = [signal<readonly string[]>([]), signal<readonly string[]>([])];
  const [isAnswered, isLoading] = [signal(true), signal(false)];

  beforeEach(() => {
    localStorage.clear();
    query.set({ tag: 'acme' });
    faults.set([]);
    queryFaults.set([]);
    isAnswered.set(true);
    isLoading.set(false);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: ListAddress, useValue: { query, faults } },
        { provide: JobListStore, useValue: { queryFaults, isAnswered, isLoading } },
      ],
    });
  });

  async function open() {
    const fixture = TestBed.createComponent(SavedViewsMenu);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    host.querySelector('button')!.click();
    await fixture.whenStable();
    const last = (): HTMLButtonElement => [...document.querySelectorAll<HTMLButtonElement>('[role=menuitem]')].at(-1)!;
    const confirm = async (name: string): Promise<string> => {
      host.querySelector<HTMLInputElement>('#view-name')!.value = name;
      host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
      await fixture.whenStable();
      return host.querySelector('#view-fault')?.textContent ?? '';
    };
    const names = (): string[] =>
      TestBed.inject(SavedViews)
        .all()
        .map((view) => view.name);
    return { fixture, last, confirm, names };
  }

  const no = { query: { tag: 'acme' }, faults: [], queryFaults: [], isAnswered: true, isLoading: false };
  const FAULTS = ['"x" is no status.'];

  it.each([
    ['nothing is filtered', { ...no, query: {} }, 'Filter or sort the list to save a view'],
    ['the backend refuses the filter', { ...no, queryFaults: FAULTS }, 'These filters cannot be used'],
    ['a part of it cannot be read', { ...no, query: {}, faults: FAULTS }, 'These filters cannot be used'],
    ['no answer has come', { ...no, isAnswered: false, isLoading: true }, 'The list is loading'],
    ['no answer can be had', { ...no, isAnswered: false }, 'The list cannot be read'],
  ])('says why nothing can be saved while %s', async (_, list, hint) => {
    query.set(list.query);
    faults.set(list.faults);
    queryFaults.set(list.queryFaults);
    isAnswered.set(list.isAnswered);
    isLoading.set(list.isLoading);
    const { last } = await open();
    expect(last().textContent.trim()).toBe(hint);
    expect(last().getAttribute('aria-disabled')).toBe('true');
  });

  it('saves an order of all jobs without an answer: nothing in it can be refused', async () => {
    query.set({ sort: 'priority' });
    isAnswered.set(false);
    expect((await open()).last().textContent.trim()).toBe('Save this view…');
  });

  it('asks again when the name is confirmed', async () => {
    const { fixture, last, confirm, names } = await open();
    last().click();
    await fixture.whenStable();
    queryFaults.set(['It is too long.']);
    await fixture.whenStable();
    expect(await confirm('Acme')).toBe('These filters cannot be used.');
    expect(names()).toEqual([]);
    queryFaults.set([]);
    await fixture.whenStable();
    expect(await confirm('Acme')).toBe('');
    expect(names()).toEqual(['Acme']);
  });

  it('gives a view another name whatever the list does', async () => {
    TestBed.inject(SavedViews).save({ name: 'Acme', query: 'tag=acme' });
    isAnswered.set(false);
    const { fixture, confirm, names } = await open();
    [...document.querySelectorAll<HTMLElement>('[role=menuitem]')]
      .find((item) => item.textContent.includes('Rename'))!
      .click();
    await fixture.whenStable();
    expect(await confirm('Ours')).toBe('');
    expect(names()).toEqual(['Ours']);
  });
});
