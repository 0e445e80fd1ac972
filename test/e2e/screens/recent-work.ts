import type { Backend } from '../support/backend';

const later = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** A few jobs of every type and in every state, the newest of them last. Nobody may take jobs. */
export async function doSomeWork(backend: Backend): Promise<void> {
  await backend.cancel(await backend.submit('Weekly digest for the newsletter'));
  const invoice = await backend.submit('Extract the line items of invoice 7752 as JSON');
  await backend.callback(invoice, { result: 'Sure! Here is the JSON: {"items": [' });
  const prices = await backend.submit('Translate the price list');
  await backend.callback(prices, { status: 'FAILED', error: { message: '429: rate limit reached', retryable: false } });
  const ticket = await backend.submit('Classify ticket 48230 by urgency and area');
  await backend.callback(ticket, { result: '{"urgency":"high","area":"sign-in"}' });
  const welcome = await backend.submitTyped('email', { to: 'ada@example.org', subject: 'Welcome aboard' });
  await backend.callback(welcome, { result: '{"sent":true}' });
  await backend.submitTyped('report', { report_type: 'Monthly revenue', format: 'pdf', date_range: '2026-10' });
  await backend.submit('Summarise the board deck in five bullets', { scheduledFor: later(240) });
  const answer = await backend.submit('Answer ticket 48231 about single sign-on');
  await fetch(`${backend.url}/process`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ types: [answer.type] }),
  });
}
