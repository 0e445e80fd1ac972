import type { AiSettings } from '@fasttrack/foundation/config/app-config';
import { VERSION } from '@fasttrack/foundation/process/version';
import OpenAI, { AzureOpenAI } from 'openai';
import type { Agent } from 'undici';
import { agentFetch } from './agent-fetch';

/** As far as timers go: the run and its limit stop a request, not the client. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** The client of a server. It takes nothing from the environment, tries nothing again and logs nothing. */
export function aiClient({ server }: AiSettings, model: string, agent: Agent): OpenAI {
  const common = {
    apiKey: server.key,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: NO_LIMIT_MS,
    logLevel: 'off' as const,
    fetch: agentFetch(agent),
    defaultHeaders: headersOf(server),
  };
  if (server.kind === 'openai')
    return new OpenAI({ ...common, adminAPIKey: null, webhookSecret: null, baseURL: server.url });
  const { url: endpoint, apiVersion } = server;
  return new AzureOpenAI({ ...common, baseURL: null, endpoint, apiVersion, deployment: model });
}

/** They replace those of the environment, of which the client takes any, a key of another too. */
const headersOf = ({ kind, key }: AiSettings['server']): Readonly<Record<string, string | null>> => ({
  authorization: kind === 'openai' ? `Bearer ${key}` : null,
  'api-key': kind === 'azure' ? key : null,
  accept: 'application/json',
  'user-agent': `FastTrack/${VERSION}`,
});
