import { durationText } from '../../../shared/time-text';

const offsetName = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of this browser and how far it is from UTC at that moment: `Europe/Berlin, GMT+1`. */
function zoneWords(at: number): string {
  const offset = offsetName.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return zone === 'UTC' || offset === '' ? zone : `${zone}, ${offset}`;
}

const aheadWords = (at: number, now: number): string => `In ${durationText(at - now)}, ${zoneWords(at)}`;

/** What it means that a job runs at a time as a field for date and time holds it. */
export function runAtWords(runAt: string, now: number): string {
  const at = Date.parse(runAt);
  if (Number.isNaN(at)) return 'As soon as possible';
  return at > now ? aheadWords(at, now) : 'This time has passed: it runs at once';
}

/** What it means that a job expires at such a time, beside the time that it may run first. */
export function expiresAtWords(expiresAt: string, runAt: string, now: number): string {
  const at = Date.parse(expiresAt);
  if (Number.isNaN(at)) return 'Waits as long as it takes';
  return at <= Date.parse(runAt) ? 'It fails before it may run' : `${aheadWords(at, now)}: fails if it still waits`;
}
