import { BASE64_PREFIX } from '../signing/signing-keys';
import type { SecretRules } from './read-api-keys';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DEVELOPMENT_SECRET = 'dev-secret-key';
const NO_KEY = `WEBHOOK_SECRET: what follows ${BASE64_PREFIX} must be base64`;

/** Reads `secret,secret2`; the first one signs, all of them prove. No fault shows a secret. */
export function readWebhookSecrets(
  value: string | undefined,
  rules: SecretRules,
  faults: string[],
): [string, ...string[]] {
  const { isProduction } = rules;
  const [first = '', ...others] = (value ?? (isProduction ? '' : DEVELOPMENT_SECRET))
    .split(',')
    .map((secret) => secret.trim());
  const secrets: [string, ...string[]] = [first, ...others];
  const fault =
    isProduction && value === undefined ? 'WEBHOOK_SECRET must be set in production' : faultOf(secrets, rules);
  if (fault !== null) faults.push(fault);
  return secrets;
}

function faultOf(secrets: readonly string[], { isProduction, minLength, published }: SecretRules): string | null {
  if (secrets.includes('')) return 'WEBHOOK_SECRET has an empty secret in its list';
  if (secrets.some(isBadKey)) return NO_KEY;
  if (isProduction && secrets.some((secret) => secret.length < minLength))
    return `WEBHOOK_SECRET: each secret needs at least ${minLength} characters in production`;
  if (isProduction && secrets.some((secret) => published.includes(secret)))
    return 'WEBHOOK_SECRET is a published example: choose one of your own';
  return null;
}

/** A key that cannot be read would be another one than the sender's, or none. */
function isBadKey(secret: string): boolean {
  const encoded = secret.slice(BASE64_PREFIX.length);
  return secret.startsWith(BASE64_PREFIX) && (encoded === '' || !BASE64.test(encoded));
}
