import { Injectable, inject } from '@angular/core';
import type { TrendRange, TrendView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { RawAnswer } from '../../core/api-client';
import { ApiClient } from '../../core/api-client';
import { malformedAnswer } from '../../core/api-problem';
import { isRecord } from '../../core/is-record';
import { readTrendView } from './read-trend';

/** Something that the backend stands on and that does not work as it should. */
export interface Degradation {
  readonly part: string;
  /** In the backend's words. */
  readonly message: string;
}

type Degradations = readonly Degradation[];

/** Figures over time, and how the backend is. The same value by reference while nothing changed; fails with `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class FiguresApi {
  private readonly api = inject(ApiClient);

  trend(range: TrendRange): Observable<TrendView> {
    return this.api.get(`/stats/trend?range=${range}`, readTrend);
  }

  /** What works less well than it should; empty while all is well. */
  degradations(): Observable<Degradations> {
    return this.api.get('/health', readDegradations);
  }
}

function readTrend({ body, headers, status }: RawAnswer<TrendView>): TrendView {
  const trend = readTrendView(body);
  if (trend) return trend;
  throw malformedAnswer('The backend answered something that is no trend.', status, headers.get('x-request-id'));
}

function readDegradations({ body }: RawAnswer<Degradations>): Degradations {
  const details = isRecord(body) && isRecord(body['details']) ? body['details'] : {};
  return Object.entries(details).flatMap(([part, detail]) => {
    if (!isRecord(detail) || detail['degraded'] !== true) return [];
    return [{ part, message: typeof detail['message'] === 'string' ? detail['message'] : '' }];
  });
}
