/** What Express, by which n8n listens, says of a path that nobody told it. */
const NO_SUCH_PATH = '<pre>Cannot POST ';
/** What n8n says, with 200, before its store is ready. */
const NOT_READY = 'n8n is starting up';

/** What shows of an answer whether its sender works yet. */
interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * What is wrong with a target that listens and cannot work yet; `null`: nothing that shows. For some seconds after its
 * start n8n answers so instead of its webhooks, and a job that took it at its word would fail for good, or wait in vain.
 */
export function whyNotStarted({ status, contentType, body }: Page): string | null {
  if (!/^text\/html\b/i.test(contentType)) return null;
  const text = body.toString('utf8');
  if (status === 200 && text.startsWith(NOT_READY)) return 'it is starting';
  if (status === 404 && text.includes(NO_SUCH_PATH)) return 'it has no such path, or is starting';
  return null;
}
