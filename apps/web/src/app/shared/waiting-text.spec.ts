import { shortId } from './short-id';
import { waitingText } from './waiting-text';

const NOW = Date.parse('2026-11-26T14:00:00Z');
const UNTIL = '2026-11-26T14:05:30Z';

it.each([
  ['worker', undefined, /^Waits for a free worker$/],
  ['schedule', UNTIL, /^Scheduled for \d\d:\d\d:\d\d$/],
  ['backoff', UNTIL, /^Next try at \d\d:\d\d:\d\d$/],
  ['backoff', undefined, /next try/],
  ['cap', undefined, /as many of its type/],
  ['paused', undefined, /paused/],
  ['target', UNTIL, /takes no more until/],
  ['callback', UNTIL, /callback until \d\d/],
] as const)('waitingText says %s (%s) in words', (reason, until, words) => {
  expect(waitingText({ reason, ...(until && { until }) }, NOW).text).toMatch(words);
});

it('shortId cuts the middle of long ids only', () => {
  expect(shortId('019ab7e2-4b11-7c3e-8a52-3d1f0a9b77d0')).toBe('019ab7e2-4b…77d0');
  expect(shortId('short')).toBe('short');
});
