import { Injectable, inject } from '@angular/core';
import type { JobTypeView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';
import type { Shape } from './read-shape';
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

/** A type that is not as promised is left out: it costs itself and no other. */
function readTypes({ body, headers, status }: RawAnswer<Types>): Types {
  if (!Array.isArray(body)) {
    throw malformedAnswer('The backend answered something that is no job types.', status, headers.get('x-request-id'));
  }
  return body.flatMap((type: unknown) => (readShape(type, TYPE) as JobTypeView | undefined) ?? []);
}

const TYPE: Shape = {
  needed: { name: isName, title: isText, executor: isText, schema: isRecord },
  optional: {
    hindrance: (value) =>
      value === null || shape({ reason: isText, until: optional(isTime), message: optional(isText) })(value),
  },
  defaults: { hindrance: null },
};
