import { provideHttpClient } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { BULK_MAX_IDS } from '@fasttrack/contracts';
import type { BulkOutcomeView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { aJob, aJobRow } from '../../testing/a-job';
import { anOperation } from '../../testing/an-operation';
import { ApiProblem } from './api-problem';
import { BulkApi } from './bulk-api';

describe('BulkApi', () => {
  let api: BulkApi;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(BulkApi);
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    http.verify();
  });

  /** Subscribes, answers the one request that is sent, and gives it with what came out. */
  function ask<T>(request: Observable<T>, url: string, body: unknown): { sent: TestRequest; outcome: T | ApiProblem } {
    let outcome: T | ApiProblem | undefined;
    request.subscribe({ next: (value) => (outcome = value), error: (error: ApiProblem) => (outcome = error) });
    const sent = http.expectOne(url);
    sent.flush(typeof body === 'string' ? body : JSON.stringify(body), { headers: { 'x-request-id': 'req-1' } });
    return { sent, outcome: outcome as T | ApiProblem };
  }
  const changed = (id: string): BulkOutcomeView => ({ id, status: 200, job: aJob({ id }) });

  describe('byIds', () => {
    it('asks for as many jobs as the backend takes at a time, one part after the other', () => {
      const ids = Array.from({ length: BULK_MAX_IDS + 1 }, (_, index) => `job-${index}`);
      const outcomes: (readonly BulkOutcomeView[])[] = [];
      api.byIds('cancel', ids).subscribe((part) => outcomes.push(part));
      const first = http.expectOne('/api/jobs/bulk');
      expect(first.request.body).toEqual({ action: 'cancel', ids: ids.slice(0, BULK_MAX_IDS) });
      first.flush(JSON.stringify(ids.slice(0, BULK_MAX_IDS).map(changed)));
      const second = http.expectOne('/api/jobs/bulk');
      expect(second.request.body).toEqual({ action: 'cancel', ids: ids.slice(BULK_MAX_IDS) });
      second.flush(JSON.stringify(ids.slice(BULK_MAX_IDS).map(changed)));
      expect(outcomes.flat().map(({ id }) => id)).toEqual(ids);
    });

    it('asks for nothing after a part that failed', () => {
      const ids = Array.from({ length: BULK_MAX_IDS + 1 }, (_, index) => `job-${index}`);
      let failure: unknown;
      api.byIds('retry', ids).subscribe({ error: (error: unknown) => (failure = error) });
      http.expectOne('/api/jobs/bulk').flush('', { status: 503, statusText: 'Service Unavailable' });
      expect(failure).toMatchObject({ status: 503 });
    });

    it.each([
      ['no list', { id: '1' }],
      ['a job that is none', [{ id: '1', status: 200, job: {} }]],
      ['a refusal without a reason', [{ id: '1', status: 409 }]],
    ])('takes an answer with %s for no answer of the API', (_name, body) => {
      const { outcome } = ask(api.byIds('cancel', ['1']), '/api/jobs/bulk', body);
      expect(outcome).toBeInstanceOf(ApiProblem);
      expect(outcome).toMatchObject({ requestId: 'req-1' });
    });
  });

  it('counts what an action on a filter would change, without changing it', () => {
    const preview = { action: 'retry', filter: { tag: 'a' }, total: 2, createdBefore: '2026-11-26T14:00:00.001Z' };
    const body = { ...preview, sample: [aJobRow(), { id: 7 }] };
    const { sent, outcome } = ask(api.preview('retry', { tag: 'a' }), '/api/jobs/bulk', body);
    expect(sent.request.body).toEqual({ action: 'retry', filter: { tag: 'a' }, dryRun: true });
    expect(outcome).toEqual({ ...preview, sample: [aJobRow()] });
  });

  it('takes a count that is no number for no answer of the API', () => {
    const body = { action: 'retry', total: 'many', createdBefore: '2026-11-26T14:00:00.001Z' };
    expect(ask(api.preview('retry', {}), '/api/jobs/bulk', body).outcome).toBeInstanceOf(ApiProblem);
  });

  it('begins an action on a filter', () => {
    const { sent, outcome } = ask(api.begin('cancel', { tag: 'acme' }), '/api/jobs/bulk', anOperation());
    expect(sent.request.body).toEqual({ action: 'cancel', filter: { tag: 'acme' } });
    expect(outcome).toEqual(anOperation());
  });

  it('aborts by id', () => {
    const url = '/api/operations/odd%2Fid/abort';
    const { sent, outcome } = ask(api.abort('odd/id'), url, anOperation({ state: 'ABORTED' }));
    expect(sent.request.method).toBe('POST');
    expect(outcome).toMatchObject({ state: 'ABORTED' });
    expect(ask(api.abort('odd/id'), url, { id: 'odd/id', state: 'GONE' }).outcome).toBeInstanceOf(ApiProblem);
  });

  it('lists operations without those that cannot be read', () => {
    const body = [anOperation(), { ...anOperation({ id: '2' }), total: null }, 'odd'];
    expect(ask(api.operations(), '/api/operations', body).outcome).toEqual([anOperation()]);
    expect(ask(api.operations(), '/api/operations', '{}').outcome).toBeInstanceOf(ApiProblem);
  });
});
