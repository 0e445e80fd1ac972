const offsetName = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of this browser and how far it is from UTC at that moment: `Europe/Berlin, GMT+1`. */
export function zoneWords(at: number): string {
  const offset = offsetName.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return zone === offset || offset === '' ? zone : `${zone}, ${offset}`;
}
