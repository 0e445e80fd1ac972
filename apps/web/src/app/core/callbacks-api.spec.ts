import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiProblem } from './api-problem';
import { CallbacksApi } from './callbacks-api';

const ENTRY = { id: 'c1', verdict: 'late', address: '::1', path: '/webhook/callback', at: '2026-11-26T14:00:00.000Z' };

describe('CallbacksApi', () => {
  /** What an answer about a job is read as. */
  function read(body: unknown, link = ''): unknown {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    let outcome: unknown;
    TestBed.inject(CallbacksApi)
      .ofJob('j1')
      .subscribe({ next: (page) => (outcome = page), error: (error: unknown) => (outcome = error) });
    const request = TestBed.inject(HttpTestingController).expectOne('/api/callbacks?jobId=j1&limit=100');
    request.flush(JSON.stringify(body), { headers: { link } });
    return outcome;
  }

  it('leaves an odd callback out and keeps the others', () => {
    expect(read([null, { ...ENTRY, at: 'never' }, ENTRY])).toEqual({ entries: [ENTRY], hasOlder: false });
  });

  it('tells that there are older ones', () => {
    expect(read([ENTRY], '</callbacks?cursor=x>; rel="next"')).toMatchObject({ hasOlder: true });
  });

  it('takes an empty list for no callbacks', () => {
    expect(read([])).toEqual({ entries: [], hasOlder: false });
  });

  it.each([{}, 'text', null, [null], [{ id: 'c1' }, 7]])('refuses %j, of which nothing can be read', (body) => {
    expect(read(body)).toBeInstanceOf(ApiProblem);
  });
});
