import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatCompletionRequest, JournalEntry } from '@copilotkit/aimock';
import { LLMock } from '@copilotkit/aimock';

/** The key that the models take, unless a test wants another to be refused. */
export const AI_KEY = 'sk-canary-of-the-key-0b3f9a';

/** How a server of models is reached. */
export type AiServerKind = 'openai' | 'azure';

/** A server of models that answers as a test wants, as OpenAI and as Azure does. */
export class Models {
  private readonly waiting: (() => void)[] = [];

  private constructor(readonly mock: LLMock) {
    const watch = (_request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
      response.once('close', () => {
        if (!response.writableEnded) for (const resolve of this.waiting.splice(0)) resolve();
      });
      return Promise.resolve(false);
    };
    mock.mount('', { handleRequest: watch });
  }

  static async start(): Promise<Models> {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    const models = new Models(mock);
    await mock.start();
    return models;
  }

  get host(): string {
    return new URL(this.mock.url).host;
  }

  /** The environment by which a program asks them. */
  env(kind: AiServerKind): NodeJS.ProcessEnv {
    return kind === 'openai'
      ? { OPENAI_API_KEY: AI_KEY, OPENAI_BASE_URL: `${this.mock.url}/v1`, OPENAI_MODEL: 'small' }
      : {
          AZURE_OPENAI_API_KEY: AI_KEY,
          AZURE_OPENAI_ENDPOINT: this.mock.url,
          AZURE_OPENAI_DEPLOYMENT: 'small',
        };
  }

  /** What they were asked, in order. */
  get asked(): readonly ChatCompletionRequest[] {
    return this.requests.map(({ body }) => body as ChatCompletionRequest);
  }

  get requests(): readonly JournalEntry[] {
    return this.mock.getRequests();
  }

  /** Resolves when the next one who waits for an answer waits no longer. */
  hungUp(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Forgets what they were asked, and what they were told to answer. */
  reset(): void {
    this.mock.reset();
  }

  async close(): Promise<void> {
    await this.mock.stop();
  }
}
