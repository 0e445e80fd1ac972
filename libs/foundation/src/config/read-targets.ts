import type { ExecutorName, Target } from './app-config';
import type { RegisteredType } from './read-job-types';

/** Where jobs are sent, as the operator wrote it. */
export interface TargetSettings {
  readonly N8N_WEBHOOK_URL?: string;
  /** `Name: value`. */
  readonly N8N_AUTH_HEADER?: string;
}

type Headers = Readonly<Record<string, string>>;

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/;
/** Headers that belong to the connection, or that each job is sent with. */
const RESERVED =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept|user-agent|idempotency-key|webhook-.*|x-job-attempt)$/i;
const NO_HEADER = 'N8N_AUTH_HEADER must be "Name: value" in visible ASCII characters';
const NO_URL = 'must be an http or https address';

/** Where the jobs of each type that `n8n` runs are sent. What is wrong is added to `faults`, and no fault shows a secret. */
export function readTargets(
  { N8N_WEBHOOK_URL: url, N8N_AUTH_HEADER: authHeader }: TargetSettings,
  registered: readonly RegisteredType[],
  executors: ReadonlyMap<string, ExecutorName>,
  faults: string[],
): Map<string, Target> {
  const headers = readHeader(authHeader, faults);
  const usual = url === undefined ? undefined : targetOf('N8N_WEBHOOK_URL', url, headers, faults);
  const own = registered.flatMap(({ name, url: place, executor = 'n8n' }): [string, Target][] => {
    if (place !== undefined && executor !== 'n8n')
      faults.push(`JOB_TYPES_FILE: /${name}/url is of no use to the executor ${executor}`);
    const target = place === undefined ? undefined : targetOf(`JOB_TYPES_FILE: /${name}/url`, place, headers, faults);
    return target ? [[name, target]] : [];
  });
  const targets = new Map<string, Target>(own);
  const lacking: string[] = [];
  for (const [type, executor] of executors) {
    if (executor !== 'n8n') targets.delete(type);
    else if (usual && !targets.has(type)) targets.set(type, usual);
    else if (url === undefined && !registered.some((one) => one.name === type && one.url !== undefined))
      lacking.push(type);
  }
  if (lacking.length > 0)
    faults.push(`N8N_WEBHOOK_URL must be set: the executor n8n runs ${lacking.join(', ')} and has no url for it`);
  return targets;
}

function readHeader(text: string | undefined, faults: string[]): Headers {
  if (text === undefined) return {};
  const [, name = '', value = ''] = HEADER.exec(text.trim()) ?? [];
  if (name === '') faults.push(NO_HEADER);
  else if (RESERVED.test(name)) faults.push(`N8N_AUTH_HEADER: ${name} is set by the program and cannot be a proof`);
  return { [name.toLowerCase()]: value };
}

/** Name and password leave the address, so that nobody logs them with it. */
function targetOf(setting: string, text: string, headers: Headers, faults: string[]): Target | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    faults.push(`${setting} ${NO_URL}`);
    return undefined;
  }
  const basic = basicOf(url, setting, faults);
  if (basic !== undefined && headers['authorization'] !== undefined)
    faults.push(`${setting} has a name and password, and N8N_AUTH_HEADER sets Authorization: keep one`);
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url: url.href, headers: { ...headers, ...(basic !== undefined && { authorization: basic }) } };
}

function basicOf({ username, password }: URL, setting: string, faults: string[]): string | undefined {
  if (username === '' && password === '') return undefined;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair).toString('base64')}`;
  } catch {
    faults.push(`${setting} has a name or password that cannot be read: a percent sign is written %25`);
    return undefined;
  }
}
