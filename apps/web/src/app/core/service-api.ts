import type { Signal } from '@angular/core';
import { Injectable, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { ServiceView } from '@fasttrack/contracts';
import { EMPTY, catchError, filter, merge, skip, switchMap } from 'rxjs';
import type { RawAnswer } from './api-client';
import { ApiClient } from './api-client';
import { ApiKey } from './api-key';
import { malformedAnswer } from './api-problem';
import { Connection } from './connection';
import { isRecord } from './is-record';

/** What the backend says about itself: read at the start, and again each time it comes back or is given a key. */
@Injectable({ providedIn: 'root' })
export class ServiceApi {
  private readonly api = inject(ApiClient);
  private readonly connection = inject(Connection);
  private readonly apiKey = inject(ApiKey);

  /** `undefined` until the backend has answered once. */
  readonly service: Signal<ServiceView | undefined> = toSignal(
    merge(
      toObservable(this.connection.isUnreachable).pipe(filter((isOut) => !isOut)),
      this.connection.tries$,
      this.apiKey.isGranted$.pipe(skip(1), filter(Boolean)),
    ).pipe(
      // A failure is silent here: polls are what tells the person.
      switchMap(() => this.api.get('', readService).pipe(catchError(() => EMPTY))),
    ),
  );

  /** Whether the test aid that ends a job with a malformed result is on. */
  readonly canHallucinate = computed(() => this.service()?.hallucinate ?? false);

  /** Whether a browser can open the reference of the API: it cannot send a key with an address. */
  readonly hasReference = computed(() => {
    const service = this.service();
    return !this.apiKey.isHeld() && (service === undefined || service.links.docs !== undefined);
  });

  /** Whether jobs of a type go to the built-in stand-in and to no real worker. */
  isSimulated(type: string): boolean {
    const executors = this.service()?.executors ?? {};
    return Object.hasOwn(executors, type) && executors[type] === 'simulated';
  }
}

function readService({ body, headers, status }: RawAnswer<ServiceView>): ServiceView {
  if (!isService(body)) {
    throw malformedAnswer('This address is not a Fast Track backend.', status, headers.get('x-request-id'));
  }
  return body;
}

const isService = (value: unknown): value is ServiceView =>
  isRecord(value) &&
  typeof value['environment'] === 'string' &&
  typeof value['version'] === 'string' &&
  isRecord(value['executors']) &&
  isRecord(value['links']);
