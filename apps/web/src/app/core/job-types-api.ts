import { Injectable, inject } from '@angular/core';
import type { JobTypeView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';
import type { Shape } from './read-shape';
import { readableOf } from './readable-of';
import { isName, isText, isTime, optional, readShape, shape } from './read-shape';

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
  const types = readableOf(body, (type) => readShape(type, TYPE) as JobTypeView | undefined);
  if (!types) {
    throw malformedAnswer('The backend answered something that is no job types.', status, headers.get('x-request-id'));
  }
  return types;
}

const TYPE: Shape = {
  needed: { name: isName, title: isText, executor: isText, schema: isRecord },
  optional: {
    hindrance: (value) =>
      value === null || shape({ reason: isText, until: optional(isTime), message: optional(isText) })(value),
  },
  defaults: { hindrance: null },
};
