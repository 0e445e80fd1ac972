import type { AiSettings, AiType, ExecutorName } from './app-config';
import type { RegisteredType } from './read-job-types';

/** Whose models answer jobs, as the operator wrote it. */
export interface AiVariables {
  readonly OPENAI_API_KEY?: string;
  readonly OPENAI_BASE_URL?: string;
  readonly OPENAI_MODEL?: string;
  readonly AZURE_OPENAI_ENDPOINT?: string;
  readonly AZURE_OPENAI_API_KEY?: string;
  readonly AZURE_OPENAI_DEPLOYMENT?: string;
  readonly AZURE_OPENAI_API_VERSION: string;
}

type Server = AiSettings['server'];

const OPENAI_URL = 'https://api.openai.com/v1';
const OPENAI = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'] as const;
const AZURE = ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT'] as const;
const BOTH = 'OPENAI_… and AZURE_OPENAI_… are both set, and one server answers all jobs: keep one of them';
/** What a header can carry, without a space: keys have none. */
const KEY = /^[\x21-\x7e]+$/;

/**
 * The server and the models that answer the jobs of `openai`; `null`: it runs no type. What is wrong is added to `faults`,
 * and no fault shows a key.
 */
export function readAi(
  env: AiVariables,
  registered: readonly RegisteredType[],
  executors: ReadonlyMap<string, ExecutorName>,
  faults: string[],
): AiSettings | null {
  for (const { name, ai, executor } of registered)
    if (ai && executor !== 'openai')
      faults.push(`JOB_TYPES_FILE: /${name}/ai is of no use to the executor ${String(executor)}`);
  const names = [...executors].filter(([, executor]) => executor === 'openai').map(([name]) => name);
  if (names.length === 0) return null;
  const isAzure = AZURE.some((name) => env[name] !== undefined);
  if (isAzure && OPENAI.some((name) => env[name] !== undefined)) faults.push(BOTH);
  const server = isAzure ? readAzure(env, faults) : readOpenAi(env, names, faults);
  return { server, types: readTypes(names, registered, env, isAzure, faults) };
}

function readOpenAi(env: AiVariables, names: readonly string[], faults: string[]): Server {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: url = OPENAI_URL } = env;
  if (key === undefined)
    faults.push(
      `OPENAI_API_KEY must be set, or AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY: the executor openai runs ${names.join(', ')}`,
    );
  return { kind: 'openai', url: readUrl('OPENAI_BASE_URL', url, faults), key: readKey('OPENAI_API_KEY', key, faults) };
}

function readAzure(env: AiVariables, faults: string[]): Server {
  const { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_API_KEY: key, AZURE_OPENAI_API_VERSION: apiVersion } = env;
  if (endpoint === undefined) faults.push('AZURE_OPENAI_ENDPOINT must be set where other settings of Azure are');
  if (key === undefined) faults.push('AZURE_OPENAI_API_KEY must be set where other settings of Azure are');
  const url = endpoint === undefined ? '' : readUrl('AZURE_OPENAI_ENDPOINT', endpoint, faults);
  return { kind: 'azure', url, key: readKey('AZURE_OPENAI_API_KEY', key, faults), apiVersion };
}

function readTypes(
  names: readonly string[],
  registered: readonly RegisteredType[],
  env: AiVariables,
  isAzure: boolean,
  faults: string[],
): Map<string, AiType> {
  const usual = isAzure ? env.AZURE_OPENAI_DEPLOYMENT : env.OPENAI_MODEL;
  const types = new Map<string, AiType>();
  for (const name of names) {
    const ai = registered.find((one) => one.name === name)?.ai;
    const model = ai?.model ?? usual;
    if (model !== undefined) types.set(name, { ...ai, model });
  }
  const lacking = names.filter((name) => !types.has(name));
  if (lacking.length > 0)
    faults.push(
      `${isAzure ? 'AZURE_OPENAI_DEPLOYMENT' : 'OPENAI_MODEL'} must be set: the executor openai runs ${lacking.join(', ')} and has no "ai": {"model"} for it`,
    );
  return types;
}

/** Without a slash at the end: the client adds its paths to it. */
function readUrl(setting: string, text: string, faults: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    faults.push(`${setting} must be an http or https address`);
  else if (url.username + url.password + url.search + url.hash !== '')
    faults.push(`${setting} must be an address alone, without a name, a password, ? or #`);
  return url?.href.replace(/\/+$/, '') ?? '';
}

function readKey(setting: string, key: string | undefined, faults: string[]): string {
  if (key !== undefined && !KEY.test(key)) faults.push(`${setting} must be visible ASCII characters without a space`);
  return key ?? '';
}
