import type { Page, Request } from '@playwright/test';

/** Requests of the polls that a page sends, as they come and go. */
export interface ApiTraffic {
  /** When each one was sent, in milliseconds since 1970. */
  readonly sentAt: readonly number[];
  /** Most of them that were under way at one time. */
  readonly mostAtOnce: number;
}

const isPoll = (request: Request): boolean =>
  request.method() === 'GET' && /^\/api\/(jobs|stats)/.test(new URL(request.url()).pathname);

/** Watches what a page asks the API for again and again. */
export function watchPolls(page: Page): ApiTraffic {
  const open = new Set<Request>();
  const traffic = { sentAt: [] as number[], mostAtOnce: 0 };
  page.on('request', (request) => {
    if (!isPoll(request)) return;
    open.add(request);
    traffic.sentAt.push(Date.now());
    traffic.mostAtOnce = Math.max(traffic.mostAtOnce, open.size);
  });
  for (const event of ['requestfinished', 'requestfailed'] as const) {
    page.on(event as 'requestfinished', (request) => void open.delete(request));
  }
  return traffic;
}
