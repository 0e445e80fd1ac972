import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKeyOf } from './signing-keys';

const USE = 'fasttrack callback token v1';
/** Id, attempt, expiry in seconds since 1970, and the MAC of the three: all of it may stand in a path as it is. */
const SHAPE = /^([A-Za-z0-9-]{1,64})\.(\d{1,10})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/;

/** What a token is good for: one run of one job, until then. */
export interface CallbackGrant {
  readonly jobId: string;
  readonly attempt: number;
  readonly expiresAt: Date;
}

const macOf = (secret: string, claims: string): string =>
  createHmac('sha256', derivedKeyOf(secret, USE)).update(claims).digest('base64url');

/** A token that proves a callback of this run to whoever knows the secret. Its expiry is kept to the second. */
export function callbackToken({ jobId, attempt, expiresAt }: CallbackGrant, secret: string): string {
  const claims = `${jobId}.${attempt}.${Math.floor(expiresAt.getTime() / 1000)}`;
  return `${claims}.${macOf(secret, claims)}`;
}

/**
 * What a token grants, if one of the secrets made it; it may have expired. Always compares with every secret, each in
 * constant time.
 */
export function readCallbackToken(token: string, secrets: readonly string[]): CallbackGrant | null {
  const [, jobId = '', attempt = '', expiry = '', mac] = SHAPE.exec(token) ?? [];
  if (mac === undefined) return null;
  const claims = `${jobId}.${attempt}.${expiry}`;
  const matches = secrets.map((secret) => timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, claims))));
  if (!matches.includes(true)) return null;
  return { jobId, attempt: Number(attempt), expiresAt: new Date(Number(expiry) * 1000) };
}
