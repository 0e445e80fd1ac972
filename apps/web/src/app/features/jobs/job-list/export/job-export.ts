import { HttpClient, HttpErrorResponse, HttpEventType } from '@angular/common/http';
import type { HttpEvent } from '@angular/common/http';
import { DOCUMENT } from '@angular/common';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { Observable, Subscription } from 'rxjs';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { ApiKey } from '../../../../core/api-key';
import type { ApiProblem } from '../../../../core/api-problem';
import { toApiProblem } from '../../../../core/api-problem';
import type { JobConditions } from '../../../../core/jobs-api';
import { queryOf } from '../../../../core/jobs-api';

/** Kinds of files. */
export type ExportFormat = 'csv' | 'json';

const NAMED = /filename="([^"]+)"/;

/** Where the file of a filter is. */
const exportPath = (format: ExportFormat, filter: JobConditions): string =>
  `/api/jobs/export?${[`format=${format}`, queryOf(filter)].filter(Boolean).join('&')}`;

/** Files of jobs. The browser fetches them by itself, but cannot send a key along: then they are fetched here. */
@Injectable()
export class JobExport {
  private readonly http = inject(HttpClient);
  private readonly document = inject(DOCUMENT);
  private readonly bytes = signal<number | undefined>(undefined);
  private readonly failed = signal<ApiProblem | undefined>(undefined);
  private running: Subscription | undefined;

  private readonly needsKey = inject(ApiKey).isHeld;
  /** How much has come; `undefined` while nothing is fetched. */
  readonly loadedBytes = this.bytes.asReadonly();
  readonly problem = this.failed.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Begins a file of the jobs of a filter. */
  start(format: ExportFormat, filter: JobConditions): void {
    if (this.needsKey()) this.fetch(format, filter);
    else this.save(exportPath(format, filter), '');
  }

  private fetch(format: ExportFormat, filter: JobConditions): void {
    this.stop();
    this.failed.set(undefined);
    this.bytes.set(0);
    const request$ = this.http.get(exportPath(format, filter), {
      ...{ observe: 'events', responseType: 'blob', reportProgress: true },
    } as const);
    this.running = request$.pipe(catchError(withReason)).subscribe({
      next: (event) => {
        this.take(event, `fasttrack-jobs.${format}`);
      },
      error: (error: unknown) => {
        this.bytes.set(undefined);
        this.failed.set(toApiProblem(error));
      },
    });
  }

  stop(): void {
    this.running?.unsubscribe();
    this.bytes.set(undefined);
  }

  dismissProblem(): void {
    this.failed.set(undefined);
  }

  private take(event: HttpEvent<Blob>, usualName: string): void {
    if (event.type === HttpEventType.DownloadProgress) this.bytes.set(event.loaded);
    if (event.type !== HttpEventType.Response || !event.body) return;
    const [, name = usualName] = NAMED.exec(event.headers.get('content-disposition') ?? '') ?? [];
    this.bytes.set(undefined);
    const url = URL.createObjectURL(event.body);
    this.save(url, name);
    // The browser has taken it over when the next task begins.
    setTimeout(() => {
      URL.revokeObjectURL(url);
    });
  }

  /** Without a name the file has the one that the backend gives it. */
  private save(url: string, name: string): void {
    const link = this.document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
  }
}

/** A refusal of a file comes as a file itself: its reason has to be read out of it. */
function withReason(error: unknown): Observable<never> {
  if (!(error instanceof HttpErrorResponse) || !(error.error instanceof Blob)) return throwError(() => error);
  const { headers, status } = error;
  return from(error.error.text()).pipe(
    switchMap((text) => throwError(() => new HttpErrorResponse({ error: text, headers, status }))),
  );
}
