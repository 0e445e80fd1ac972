import type { Agent, Dispatcher } from 'undici';
import { request } from 'undici';
import { TOO_LARGE } from '../target/failure';

/** Statuses whose answers have no body. */
const WITHOUT_BODY = [204, 205, 304];

/** What a request needs. The client would add what it finds in the environment, and tell about this machine. */
const SENT = ['authorization', 'api-key', 'content-type', 'accept', 'user-agent', 'x-client-request-id'];

/**
 * `fetch` for a client, by the connections of an agent: it follows no redirect, unpacks nothing, and resolves when the
 * whole answer is there, so that a signal also stops one that drips.
 */
export const agentFetch =
  (agent: Agent) =>
  async (
    url: string | URL | Request,
    { method = 'GET', headers, body, signal }: RequestInit = {},
  ): Promise<Response> => {
    const answer = await request(url instanceof Request ? url.url : url, {
      method: method as 'GET',
      dispatcher: agent,
      headers: Object.fromEntries([...new Headers(headers)].filter(([name]) => SENT.includes(name))),
      ...(typeof body === 'string' && { body }),
      ...(signal && { signal }),
    });
    const content = await contentOf(answer);
    const pairs = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    const status = answer.statusCode;
    return new Response(WITHOUT_BODY.includes(status) ? null : content, { status, headers: pairs });
  };

/** The whole content. A refusal is one by its status: of too many words none is kept. */
async function contentOf({ statusCode, body }: Dispatcher.ResponseData): Promise<ArrayBuffer> {
  try {
    return await body.arrayBuffer();
  } catch (error) {
    if (statusCode < 400 || (error as { readonly code?: unknown }).code !== TOO_LARGE) throw error;
    return new ArrayBuffer(0);
  }
}
