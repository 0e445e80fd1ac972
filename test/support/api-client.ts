import { Pool } from 'undici';

/** An answer, read to its end. `body` is the parsed JSON, or `undefined` when there is none. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly body: Body;
}

/** What a request may carry. `json` is sent as JSON; `body` goes as it is, without a content type of ours. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Speaks HTTP to one server and changes nothing on the way: paths and headers go out as they are written. */
export class ApiClient {
  private readonly pool: Pool;

  constructor(readonly url: string) {
    this.pool = new Pool(url, { connections: 64 });
  }

  async send<Body = unknown>(
    method: string,
    path: string,
    { headers, json, body }: Sending = {},
  ): Promise<Answer<Body>> {
    const content = json === undefined ? body : JSON.stringify(json);
    const answer = await this.pool.request({
      method,
      path,
      headers: { ...(json !== undefined && JSON_TYPE), ...headers },
      ...(content !== undefined && { body: content }),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json') && text !== '';
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: (isJson ? JSON.parse(text) : undefined) as Body,
    };
  }

  get<Body = unknown>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.send('GET', path, { headers });
  }

  /** Without `json` there is no body and no content type. */
  post<Body = unknown>(
    path: string,
    json?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.send('POST', path, { headers, ...(json !== undefined && { json }) });
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
