import { Injectable } from '@angular/core';
import type { JobStatus } from '@fasttrack/contracts';
import type { JobNews } from './job-news';

/** What the list last showed, so that coming back to it finds the same rows at the same height. */
@Injectable({ providedIn: 'root' })
export class JobListMemory {
  private news: JobNews | undefined;
  private pageCount = 1;

  keep(news: JobNews, pageCount: number): void {
    this.news = news;
    this.pageCount = pageCount;
  }

  newsOf(status: JobStatus | undefined): JobNews | undefined {
    return this.news?.status === status ? this.news : undefined;
  }

  pageCountOf(status: JobStatus | undefined): number {
    return this.newsOf(status) ? this.pageCount : 1;
  }
}
