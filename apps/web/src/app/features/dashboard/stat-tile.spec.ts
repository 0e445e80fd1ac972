import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { StatCard } from './stat-cards';
import { StatTile } from './stat-tile';

const CARD: StatCard = {
  ...{ label: 'Failed', value: '5', unit: 'jobs', note: 'none before', hint: '', spark: [], colour: 'bad', query: {} },
  change: { direction: 'up', text: '3 jobs', tone: 'bad' },
  against: { short: 'vs 24 h before', full: 'compared with the 24 hours before' },
};

/** What is seen of a card under its figure, and what is read out. */
function told(card: StatCard): { readonly seen: readonly string[]; readonly read: string } {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const tile = TestBed.createComponent(StatTile);
  tile.componentRef.setInput('card', card);
  tile.detectChanges();
  const without = (left: string): HTMLElement => {
    const copy = (tile.nativeElement as HTMLElement).cloneNode(true) as HTMLElement;
    for (const part of copy.querySelectorAll(`.label, .value, ${left}`)) part.remove();
    return copy;
  };
  const words = ({ textContent }: Element): string => textContent.replace(/\s+/g, ' ').trim();
  return {
    seen: [...without('.visually-hidden').querySelectorAll('.delta, .told, .against')].map(words),
    read: words(without('[aria-hidden="true"]')),
  };
}

it('a card says in short what its change is against, and reads it in full', () => {
  expect(told(CARD)).toEqual({
    seen: ['3 jobs', 'vs 24 h before'],
    read: '3 jobs more, compared with the 24 hours before',
  });
});

it('a card says that nothing changed', () => {
  expect(told({ ...CARD, change: { direction: 'same', text: 'no change', tone: 'mut' } }).read).toBe(
    'no change, compared with the 24 hours before',
  );
});

it('a card without a change compares nothing', () => {
  expect(told({ ...CARD, change: null })).toEqual({ seen: ['none before'], read: 'none before' });
});
