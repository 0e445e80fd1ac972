import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@fasttrack/contracts';
import { Agent, request } from 'undici';

const ANSWER_LIMIT_MS = 15_000;
const PAUSE_AFTER_FAULT_MS = 50;
const ACKED_LIMIT_MS = 60_000;

/** How a submit was answered, and how long that took. */
export interface Submit {
  readonly at: number;
  readonly ms: number;
  /** 0: no answer. */
  readonly status: number;
}

/** Clients that submit one job after the other, each to the next server in turn, until they are stopped. */
export class Load {
  /** Ids of jobs whose 201 was read whole. */
  readonly acked = new Set<string>();
  readonly submits: Submit[] = [];
  private readonly agent = new Agent({ connections: 64 });
  private readonly clients: Promise<void>[];
  private isOver = false;
  private turn = 0;

  /** `pauseMs`: what a client rests between two submits. */
  constructor(
    private readonly urls: readonly string[],
    clients: number,
    private readonly pauseMs = 0,
  ) {
    this.clients = Array.from({ length: clients }, () => this.submitAll());
  }

  /** Resolves once `count` jobs are acknowledged; rejects with the latest answers when they are not within a minute. */
  async untilAcked(count: number): Promise<void> {
    const end = Date.now() + ACKED_LIMIT_MS;
    while (this.acked.size < count) {
      if (Date.now() > end) {
        const latest = this.submits.slice(-20).map(({ status, ms }) => `${status} in ${ms} ms`);
        throw new Error(`${this.acked.size} of ${count} acknowledged; the latest answers: ${latest.join(', ')}`);
      }
      await delay(20);
    }
  }

  /** Resolves when each client has its last answer. */
  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
    await this.agent.destroy();
  }

  private async submitAll(): Promise<void> {
    while (!this.isOver) {
      const { status } = await this.submit();
      const pauseMs = status === 201 ? this.pauseMs : PAUSE_AFTER_FAULT_MS;
      if (pauseMs > 0) await delay(pauseMs);
    }
  }

  private async submit(): Promise<Submit> {
    const url = this.urls[this.turn++ % this.urls.length] ?? '';
    const at = Date.now();
    const status = await this.post(url).catch(() => 0);
    const submit = { at, ms: Date.now() - at, status };
    this.submits.push(submit);
    return submit;
  }

  private async post(url: string): Promise<number> {
    const { statusCode, body } = await request(`${url}/jobs`, {
      method: 'POST',
      dispatcher: this.agent,
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: `job ${this.submits.length}`, priority: 1 + (this.submits.length % 5) }),
    });
    const answer = (await body.json()) as JobView;
    if (statusCode === 201) this.acked.add(answer.id);
    return statusCode;
  }
}
