import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { aJobType } from '../../testing/a-job';
import { ApiProblem } from './api-problem';
import { JobTypesApi } from './job-types-api';

describe('JobTypesApi', () => {
  /** What a list of types that the backend answers is read as. */
  function read(body: unknown): unknown {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    let outcome: unknown;
    TestBed.inject(JobTypesApi)
      .list()
      .subscribe({ next: (types) => (outcome = types), error: (error: unknown) => (outcome = error) });
    TestBed.inject(HttpTestingController).expectOne('/api/job-types').flush(JSON.stringify(body));
    return outcome;
  }

  it('leaves an odd type out and keeps the others', () => {
    const odd = [null, 7, {}, { ...aJobType(), name: '' }, { ...aJobType(), schema: null }];
    expect(read([...odd, aJobType()])).toEqual([aJobType()]);
  });

  it.each([7, { reason: null }, { reason: 'target', until: 'never' }, { reason: 'worker', message: 5 }])(
    'does without the odd hindrance %j',
    (hindrance) => {
      expect(read([{ ...aJobType(), hindrance }])).toEqual([{ ...aJobType(), hindrance: null }]);
    },
  );

  it.each([{}, 'text', null, [null], [{}, 7]])('refuses %j, of which nothing can be read', (body) => {
    expect(read(body)).toBeInstanceOf(ApiProblem);
  });

  it('takes an empty list for no types', () => {
    expect(read([])).toEqual([]);
  });
});
