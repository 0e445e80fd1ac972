import { Injectable, inject } from '@angular/core';
import type { JobTypeView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';

type Types = readonly JobTypeView[];

/** The kinds of jobs that the backend takes. The same value by reference while nothing changed; fails with `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class JobTypesApi {
  private readonly api = inject(ApiClient);

  list(): Observable<Types> {
    return this.api.get('/job-types', readTypes);
  }
}

function readTypes({ body, headers, status }: RawAnswer<Types>): Types {
  if (!Array.isArray(body) || !body.every(isType)) {
    throw malformedAnswer('The backend answered something that is no job types.', status, headers.get('x-request-id'));
  }
  return body;
}

const isType = (value: unknown): value is JobTypeView =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  typeof value['title'] === 'string' &&
  typeof value['executor'] === 'string' &&
  isRecord(value['schema']);
