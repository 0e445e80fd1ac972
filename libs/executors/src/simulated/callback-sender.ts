import { randomUUID } from 'node:crypto';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Agent, request } from 'undici';
import type { CallbackBody } from './simulated-callback';

const ANSWER_TIMEOUT_MS = 30_000;
const CONNECTIONS = 32;

/** How a callback was answered. */
export interface CallbackAnswer {
  readonly status: number;
  readonly retryAfter: string | string[] | undefined;
}

/** POSTs callbacks to `BASE_URL/webhook/callback`, as any outside worker would. */
export class CallbackSender {
  private readonly agent = new Agent({
    connections: CONNECTIONS,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });

  constructor(private readonly config: AppConfig) {}

  /** Rejects when no answer comes. `isForged`: with a secret that is none. */
  async send(callback: CallbackBody, signal: AbortSignal, isForged = false): Promise<CallbackAnswer> {
    const { statusCode, headers, body } = await request(`${this.config.http.baseUrl}/webhook/callback`, {
      method: 'POST',
      dispatcher: this.agent,
      signal,
      headers: {
        'content-type': 'application/json',
        'x-shared-secret': isForged ? randomUUID() : this.config.webhookSecrets[0],
      },
      body: JSON.stringify(callback),
    });
    await body.dump();
    return { status: statusCode, retryAfter: headers['retry-after'] };
  }

  /** Drops all connections. */
  close(): Promise<void> {
    return this.agent.destroy();
  }
}
