import { Location } from '@angular/common';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationEnd, Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { filter, firstValueFrom } from 'rxjs';
import { Outbox } from '../../outbox';
import { openLastFilter } from './last-filter';
import { ListPreferences } from './list-preferences';
import type { ListQuery } from './list-query';

@Component({ template: '' })
class Page {}

const CHOSEN: ListQuery = { status: 'FAILED', type: 'prompt', sort: 'priority', order: 'asc' };
const ASKED: ListQuery = {
  ...{ tag: 'acme', key: 'customer-7', resultValid: false, search: 'secret' },
  ...{ createdAfter: '2026-11-01T00:00:00.000Z', createdBefore: '2026-11-05T00:00:00.000Z' },
};

describe('the list at its bare address', () => {
  const sending = signal<readonly unknown[]>([]);

  beforeEach(() => {
    localStorage.clear();
    sending.set([]);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'jobs', component: Page, canActivate: [openLastFilter] },
          { path: 'other', component: Page },
        ]),
        { provide: Outbox, useValue: { sending } },
      ],
    });
  });

  async function open(url: string): Promise<string> {
    await RouterTestingHarness.create(url);
    return TestBed.inject(Router).url;
  }

  it('shows status, type and order of the last one', async () => {
    TestBed.inject(ListPreferences).setFilter(CHOSEN);
    expect(await open('/jobs')).toBe('/jobs?status=failed&type=prompt&sort=priority&order=asc');
  });

  it.each(Object.keys(ASKED) as (keyof ListQuery)[])(
    'neither keeps nor shows what belongs to one question: %s',
    async (name) => {
      TestBed.inject(ListPreferences).setFilter({ status: 'FAILED', [name]: ASKED[name] });
      expect(localStorage.getItem('ft.jobs')).not.toContain(name);
      expect(await open('/jobs')).toBe('/jobs?status=failed');
    },
  );

  it('shows all jobs after a list that had no status, type or order', async () => {
    TestBed.inject(ListPreferences).setFilter(CHOSEN);
    TestBed.inject(ListPreferences).setFilter(ASKED);
    expect(await open('/jobs')).toBe('/jobs');
  });

  it('is overruled by whatever an address says', async () => {
    TestBed.inject(ListPreferences).setFilter(CHOSEN);
    expect(await open('/jobs?tag=acme')).toBe('/jobs?tag=acme');
  });

  it('shows all jobs while one is on its way', async () => {
    TestBed.inject(ListPreferences).setFilter(CHOSEN);
    sending.set([{}]);
    expect(await open('/jobs')).toBe('/jobs');
  });

  it('is what it was on the way back', async () => {
    const harness = await RouterTestingHarness.create('/jobs');
    const router = TestBed.inject(Router);
    router.setUpLocationChangeListener();
    await harness.navigateByUrl('/other');
    TestBed.inject(ListPreferences).setFilter(CHOSEN);
    const arrived = firstValueFrom(router.events.pipe(filter((event) => event instanceof NavigationEnd)));
    TestBed.inject(Location).back();
    await arrived;
    expect(router.url).toBe('/jobs');
  });
});
