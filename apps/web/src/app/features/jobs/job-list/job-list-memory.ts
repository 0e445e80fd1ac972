import { Injectable, inject, signal } from '@angular/core';
import { JobsApi } from '../../../core/jobs-api';
import type { JobNews } from './job-news';
import { JobNewsReader } from './job-news';

/** What the list last showed, so that coming back to it finds the same rows at the same height, in the same words. */
@Injectable({ providedIn: 'root' })
export class JobListMemory {
  /** Knows the pages of the last list. */
  readonly reader = new JobNewsReader(inject(JobsApi));
  /** What was typed behind `created:` last: the address knows only the moment that it means. */
  readonly typedCreated = signal('');
  private news: JobNews | undefined;
  private pageCount = 1;

  keep(news: JobNews, pageCount: number): void {
    this.news = news;
    this.pageCount = pageCount;
  }

  /** The last news, if they are of the filter with this key. */
  newsOf(key: string): JobNews | undefined {
    return this.news?.key === key ? this.news : undefined;
  }

  pageCountOf(key: string): number {
    return this.newsOf(key) ? this.pageCount : 1;
  }
}
