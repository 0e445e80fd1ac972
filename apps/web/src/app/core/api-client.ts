import type { HttpHeaders, HttpResponse } from '@angular/common/http';
import { HttpClient, HttpErrorResponse, HttpResponseBase } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { catchError, defer, map, of, tap, throwError, timeout } from 'rxjs';
import { malformedAnswer, toApiProblem } from './api-problem';
import { BackendClock } from './backend-clock';
import { Connection } from './connection';

/** After this long without an answer the backend counts as unreachable. */
export const ANSWER_TIMEOUT_MS = 10_000;
/** Answers kept for `If-None-Match`; the oldest goes first. More than the longest list and its figures need in one round. */
const KEPT_ANSWERS = 60;
const UNCHANGED = 304;

/** An answer before anybody trusts it. */
export interface RawAnswer<T> {
  readonly body: unknown;
  /** The text that `body` was read from. */
  readonly text: string;
  readonly headers: HttpHeaders;
  readonly status: number;
  /** What the answer before this one was read as. */
  readonly previous: T | undefined;
}

/** Makes a value out of an answer, or throws an `ApiProblem` when it is not what the API promises. */
export type ReadAnswer<T> = (answer: RawAnswer<T>) => T;

interface KeptAnswer {
  readonly etag: string | null;
  readonly text: string;
  /** The headers that belong to the value. */
  readonly frame: string;
  readonly value: unknown;
}

/** Speaks to the API under `/api`. Every failure comes out as an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);
  private readonly connection = inject(Connection);
  private readonly clock = inject(BackendClock);
  private readonly kept = new Map<string, KeptAnswer>();

  /** Reads `path`. While nothing changed, each call gives the same value by reference. */
  get<T>(path: string, read: ReadAnswer<T>): Observable<T> {
    return defer(() => {
      const known = this.kept.get(path);
      const headers: Record<string, string> = known?.etag ? { 'If-None-Match': known.etag } : {};
      return this.http.get(`/api${path}`, { headers, observe: 'response', responseType: 'text' }).pipe(
        timeout(ANSWER_TIMEOUT_MS),
        tap({
          next: (answer) => {
            this.hear(answer);
          },
          error: (error: unknown) => {
            this.hear(error);
          },
        }),
        map((response) => this.keep(path, response, read)),
        catchError((error: unknown) =>
          known && isUnchanged(error) ? of(known.value as T) : throwError(() => toApiProblem(error)),
        ),
      );
    });
  }

  /**
   * Sends a change once. A text is sent as the JSON that it is, byte for byte. A backend that cannot be reached is told to
   * the {@link Connection}.
   */
  post<T>(
    path: string,
    body: object | string | null,
    read: ReadAnswer<T>,
    more: Readonly<Record<string, string>> = {},
  ): Observable<T> {
    const headers = { ...(typeof body === 'string' && { 'Content-Type': 'application/json' }), ...more };
    return this.http.post(`/api${path}`, body, { headers, observe: 'response', responseType: 'text' }).pipe(
      timeout(ANSWER_TIMEOUT_MS),
      map((response) => read(toRawAnswer<T>(response, undefined))),
      catchError((error: unknown) => {
        const problem = toApiProblem(error);
        this.connection.requestFailed(problem);
        return throwError(() => problem);
      }),
    );
  }

  private hear(answer: unknown): void {
    if (answer instanceof HttpResponseBase) this.clock.hear(answer.headers.get('date'));
  }

  private keep<T>(path: string, response: HttpResponse<string>, read: ReadAnswer<T>): T {
    const known = this.kept.get(path);
    const [etag, frame, text] = [response.headers.get('etag'), frameOf(response.headers), response.body ?? ''];
    const isSame = known?.text === text && known.frame === frame;
    const value = isSame ? (known.value as T) : read(toRawAnswer<T>(response, known?.value as T | undefined));
    this.kept.delete(path);
    this.kept.set(path, { etag, text, frame, value });
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_ANSWERS && oldest !== undefined) this.kept.delete(oldest);
    return value;
  }
}

const frameOf = (headers: HttpHeaders): string =>
  ['link', 'x-total-count', 'x-total-count-capped', 'x-partial'].map((name) => headers.get(name) ?? '').join('\n');
const isUnchanged = (error: unknown): boolean => error instanceof HttpErrorResponse && error.status === UNCHANGED;

function toRawAnswer<T>(response: HttpResponse<string>, previous: T | undefined): RawAnswer<T> {
  const { headers, status } = response;
  const text = response.body ?? '';
  try {
    return { body: JSON.parse(text) as unknown, text, headers, status, previous };
  } catch {
    throw malformedAnswer('The backend answered something that is not JSON.', status, headers.get('x-request-id'));
  }
}
