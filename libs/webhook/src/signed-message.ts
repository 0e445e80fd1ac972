import { createHash } from 'node:crypto';
import type { SignedHead } from '@fasttrack/foundation/signing/webhook-signature';
import { isSigned, isTimely } from '@fasttrack/foundation/signing/webhook-signature';
import type { FastifyRequest } from 'fastify';
import { CallbackUnauthorizedError } from './callback.errors';

const OUT_OF_TIME = 'webhook-timestamp is no time within five minutes of now, in seconds since 1970';
const NO_ID = 'A signed callback needs the headers webhook-id and webhook-timestamp';

/** What a callback says about its signature before the body is known. */
export interface SignatureHead extends SignedHead {
  readonly signatures: string;
}

/** The headers of Standard Webhooks; `null` when there is no signature. Throws when they can prove nothing any more. */
export function signatureHeadOf({ headers }: FastifyRequest, now: Date): SignatureHead | null {
  const [signatures, id, timestamp] = ['webhook-signature', 'webhook-id', 'webhook-timestamp'].map(
    (name) => headers[name],
  );
  if (typeof signatures !== 'string') return null;
  if (typeof id !== 'string' || id === '' || typeof timestamp !== 'string') throw new CallbackUnauthorizedError(NO_ID);
  if (!isTimely(timestamp, now)) throw new CallbackUnauthorizedError(OUT_OF_TIME);
  return { id, timestamp, signatures };
}

/**
 * By what a message is known again: its id with its bytes, so that an id that was used twice for different messages
 * loses none of them. Throws when the signature is not that of the bytes.
 */
export function messageKeyOf(head: SignatureHead, chunks: readonly Buffer[], secrets: readonly string[]): string {
  if (!isSigned(head, head.signatures, chunks, secrets)) throw new CallbackUnauthorizedError();
  const hash = createHash('sha256').update(`${head.id}.`);
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('base64');
}
