import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureKeyOf } from './signing-keys';

/** How far the clock of a sender may be off, either way. */
export const SIGNATURE_TOLERANCE_MS = 5 * 60_000;

const VERSION = 'v1';

/** What is signed beside the bytes of the body, as the headers `webhook-id` and `webhook-timestamp` have it. */
export interface SignedHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
}

function signatureOf(key: Buffer, { id, timestamp }: SignedHead, chunks: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`);
  for (const chunk of chunks) hmac.update(chunk);
  return `${VERSION},${hmac.digest('base64')}`;
}

/** The headers of Standard Webhooks for a message, signed by every secret, so that its receiver may know any of them. */
export function signMessage(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => signatureOf(signatureKeyOf(secret), { id, timestamp }, [body]));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether a timestamp is one, and near enough to now. */
export function isTimely(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1000 - now.getTime()) <= SIGNATURE_TOLERANCE_MS;
}

/**
 * Whether one of the signatures, as `webhook-signature` lists them, is that of the bytes by one of the secrets. Always
 * compares every pair, each in constant time.
 */
export function isSigned(
  head: SignedHead,
  signatures: string,
  chunks: readonly Buffer[],
  secrets: readonly string[],
): boolean {
  const given = signatures.split(' ').map((signature) => Buffer.from(signature));
  const wanted = secrets.map((secret) => Buffer.from(signatureOf(signatureKeyOf(secret), head, chunks)));
  const pairs = given.flatMap((one) =>
    wanted.map((other) => one.length === other.length && timingSafeEqual(one, other)),
  );
  return pairs.includes(true);
}
