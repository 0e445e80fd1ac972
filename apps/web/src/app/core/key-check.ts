import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { catchError, map, of, timeout } from 'rxjs';
import { ANSWER_TIMEOUT_MS } from './api-client';
import type { ApiProblem } from './api-problem';
import { toApiProblem } from './api-problem';

/** Tries a key before it is used. */
@Injectable({ providedIn: 'root' })
export class KeyCheck {
  private readonly http = inject(HttpClient);

  /** Gives `null` when the backend takes the key, else why it did not. Never fails. */
  try(key: string): Observable<ApiProblem | null> {
    const headers = { Authorization: `Bearer ${key}` };
    return this.http.get('/api', { headers, responseType: 'text' }).pipe(
      timeout(ANSWER_TIMEOUT_MS),
      map(() => null),
      catchError((error: unknown) => of(toApiProblem(error))),
    );
  }
}
