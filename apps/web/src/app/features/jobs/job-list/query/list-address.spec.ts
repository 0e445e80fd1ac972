import { Location } from '@angular/common';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Subject } from 'rxjs';
import { ListAddress } from './list-address';

@Component({ selector: 'ft-list', template: '', providers: [ListAddress] })
class List {
  readonly address = inject(ListAddress);
}
@Component({ selector: 'ft-other', template: '' })
class Other {}

describe('ListAddress', () => {
  const slow = new Subject<boolean>();

  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
    });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'jobs', component: List },
          { path: 'slow', component: Other, canActivate: [() => slow] },
        ]),
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  async function open(url: string) {
    const harness = await RouterTestingHarness.create();
    const { address } = await harness.navigateByUrl(url, List);
    const router = TestBed.inject(Router);
    router.setUpLocationChangeListener();
    const settle = async (): Promise<void> => {
      await jest.advanceTimersByTimeAsync(500);
      harness.detectChanges();
    };
    const back = async (): Promise<void> => {
      TestBed.inject(Location).back();
      await settle();
    };
    return { address, router, settle, back };
  }

  it('reads the filter, and follows it', async () => {
    const { address, router, settle } = await open('/jobs?status=failed&tag=a');
    expect(address.query()).toEqual({ status: 'FAILED', tag: 'a' });
    void router.navigateByUrl('/jobs?tag=b');
    await settle();
    expect(address.query()).toEqual({ tag: 'b' });
    expect(address.wanted()).toEqual({ tag: 'b' });
  });

  it('writes when the typing pauses, and not with every letter', async () => {
    const { address, router, settle } = await open('/jobs');
    address.type({ search: 'm' });
    address.type({ search: 'moon' });
    expect(address.wanted()).toEqual({ search: 'moon' });
    expect(router.url).toBe('/jobs');
    await settle();
    expect(router.url).toBe('/jobs?search=moon');
    expect(address.query()).toEqual({ search: 'moon' });
  });

  it('lets Back undo what was committed, one by one', async () => {
    const { address, router, settle, back } = await open('/jobs');
    address.commit({ status: 'FAILED' });
    await settle();
    address.commit({ tag: 'a' });
    await settle();
    expect(router.url).toBe('/jobs?status=failed&tag=a');
    await back();
    expect(address.query()).toEqual({ status: 'FAILED' });
    await back();
    expect(address.query()).toEqual({});
  });

  it('leads Back to what was before the typing once it is committed', async () => {
    const { address, router, settle, back } = await open('/jobs?tag=a');
    address.type({ search: 'moon' });
    await settle();
    address.commit({ search: 'moon' });
    await settle();
    expect(router.url).toBe('/jobs?tag=a&search=moon');
    await back();
    expect(router.url).toBe('/jobs?tag=a');
    expect(address.query()).toEqual({ tag: 'a' });
  });

  it('commits what is still being typed together with the rest', async () => {
    const { address, router, settle } = await open('/jobs');
    address.type({ search: 'moon' });
    address.commit({ status: 'FAILED' });
    await settle();
    expect(router.url).toBe('/jobs?status=failed&search=moon');
  });

  it('pulls nobody back who leaves while the next page is slow to come', async () => {
    const { address, router, settle } = await open('/jobs');
    address.type({ search: 'moon' });
    void router.navigateByUrl('/slow');
    await settle();
    expect(router.url).toBe('/jobs');
    // A field with the focus reports a change when it is taken away.
    address.commit({ search: 'moon' });
    await settle();
    slow.next(true);
    slow.complete();
    await settle();
    expect(router.url).toBe('/slow');
  });

  it('shows all jobs when it is cleared', async () => {
    const { address, router, settle } = await open('/jobs?status=failed&search=moon&sort=type');
    address.clear();
    await settle();
    expect(router.url).toBe('/jobs');
  });
});
