const EVERYBODY = '*';

/** Reads `https://a.example,https://b.example:8443`, or `*` outside production. Faults name the entry by its place. */
export function readOrigins(value: string | undefined, isProduction: boolean, faults: string[]): readonly string[] {
  const origins = value?.split(',').map((text) => text.trim()) ?? [];
  origins.forEach((origin, index) => {
    const fault = origin === EVERYBODY ? faultOfEverybody(origins, isProduction) : faultOf(origin);
    if (fault !== null) faults.push(`CORS_ORIGINS: entry ${index + 1} ${fault}`);
  });
  return origins;
}

function faultOfEverybody({ length }: readonly string[], isProduction: boolean): string | null {
  if (isProduction) return 'is *, which would open production to every page of the web: name the origins';
  return length > 1 ? 'is *, which stands for everybody: it needs no others beside it' : null;
}

/** A browser sends scheme, host and port in one spelling, and that is compared. */
function faultOf(text: string): string | null {
  const origin = originOf(text);
  if (origin === null) return 'is not an http or https origin such as https://app.example.org';
  return origin === text ? null : `must be written as browsers send it: ${origin}`;
}

function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin, protocol, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && !hostname.includes('*') ? origin : null;
}
