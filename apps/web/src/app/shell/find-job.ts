import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { JobRowView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { catchError, firstValueFrom, map, of } from 'rxjs';
import { JobsApi } from '../core/jobs-api';
import { Toasts } from '../core/toasts';

/** The beginning of an id, long enough to be looked for: the first eight characters, or more. */
const ID_START = /^[0-9a-f]{8}(-|$)[0-9a-f-]*$/i;
const ID_LENGTH = 36;
/** Jobs that are shown while somebody types. */
const HITS = 5;
/** Fewer letters are in nearly every job. */
const HITS_FROM = 3;

/** Whether a text can be an id or the beginning of one. */
export const isIdStart = (text: string): boolean => ID_START.test(text) && text.length <= ID_LENGTH;

/** Finds jobs for the search of the shell. */
@Injectable({ providedIn: 'root' })
export class FindJob {
  private readonly router = inject(Router);
  private readonly api = inject(JobsApi);
  private readonly toasts = inject(Toasts);

  /**
   * Leads to the job whose id begins so, if there is exactly one; else to the list of those that fit. Says what is wrong
   * with a text that cannot be searched for, and resolves to `false`.
   */
  async find(text: string): Promise<boolean> {
    const id = isIdStart(text) ? await this.idOf(text.toLowerCase()) : null;
    if (id === null) return this.list(text);
    await this.router.navigate(['/jobs', id]);
    return true;
  }

  /** The newest jobs with these words. None for a text that is no words: a part of one, an id, a condition as `status:failed`. */
  hits(text: string): Observable<readonly JobRowView[]> {
    if (text.length < HITS_FROM || text.includes(':') || isIdStart(text)) return of([]);
    return this.api.list({ search: text, limit: HITS }).pipe(
      map(({ rows }) => rows.flatMap((row) => (row.kind === 'job' ? [row.job] : []))),
      // They are a help on the way to the list, which says what is wrong.
      catchError(() => of([])),
    );
  }

  /** What can be typed is the list's to know: it is loaded with it. */
  private async list(text: string): Promise<boolean> {
    const [{ parseSearch }, { paramsOf }] = await Promise.all([
      import('../features/jobs/job-list/query/parse-search'),
      import('../features/jobs/job-list/query/list-query'),
    ]);
    const { patch, faults } = parseSearch(text, { types: [] });
    const [fault] = faults;
    if (fault === undefined) await this.router.navigate(['/jobs'], { queryParams: paramsOf(patch) });
    else this.toasts.warn(fault);
    return fault === undefined;
  }

  private async idOf(start: string): Promise<string | null> {
    if (start.length === ID_LENGTH) return start;
    const found = this.api.list({ search: start, limit: 2 }).pipe(
      map(({ rows }) => rows.filter(({ id }) => id.startsWith(start))),
      // The list says what is wrong.
      catchError(() => of([])),
    );
    const [only, other] = await firstValueFrom(found);
    return only && !other ? only.id : null;
  }
}
