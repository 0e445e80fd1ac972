import type { Dispatcher } from 'undici';

type Body = Dispatcher.ResponseData['body'];

/** Enough for the words of a refusal; who sends them slowly is not waited for. */
const BEGINNING_BYTES = 4096;
const BEGINNING_MS = 1000;

/**
 * The body of an answer, or only its beginning: that never rejects, and is empty when it is longer or late. A whole one has
 * its end by the limit of the agent. A target may send back what it was sent: secrets are blotted out of a beginning.
 */
export async function readBody(body: Body, part: 'whole' | 'beginning', secrets: readonly string[]): Promise<Buffer> {
  if (part === 'whole') return Buffer.from(await body.arrayBuffer());
  const text = (await beginningOf(body)).toString('utf8');
  return Buffer.from(secrets.reduce((blotted, secret) => blotted.replaceAll(secret, '***'), text));
}

async function beginningOf(body: Body): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const timer = setTimeout(() => body.destroy(), BEGINNING_MS);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > BEGINNING_BYTES) return Buffer.alloc(0);
    }
    return Buffer.concat(chunks);
  } catch {
    return Buffer.alloc(0);
  } finally {
    clearTimeout(timer);
  }
}
