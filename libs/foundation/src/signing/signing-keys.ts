import { createHmac } from 'node:crypto';

/** What stands before a secret that is the base64 of its key, as Standard Webhooks writes one. */
export const BASE64_PREFIX = 'whsec_';

/** The key of a secret for signatures: the bytes that follow `whsec_` in base64, or the secret's own as UTF-8. */
export const signatureKeyOf = (secret: string): Buffer =>
  secret.startsWith(BASE64_PREFIX)
    ? Buffer.from(secret.slice(BASE64_PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');

/** A key of its own for each use, so that what is made for one proves nothing in another. */
export const derivedKeyOf = (secret: string, use: string): Buffer => createHmac('sha256', secret).update(use).digest();
