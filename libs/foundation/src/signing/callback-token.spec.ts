import crypto = require('node:crypto');
import type { CallbackGrant } from './callback-token';
import { callbackToken, readCallbackToken } from './callback-token';

const GRANT: CallbackGrant = {
  jobId: '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11',
  attempt: 2,
  expiresAt: new Date('2026-01-22T10:00:00.000Z'),
};
const TOKEN = callbackToken(GRANT, 'first-secret');

/** The token with another text in one of its four parts. */
const withPart = (at: number, text: string): string =>
  TOKEN.split('.')
    .map((part, index) => (index === at ? text : part))
    .join('.');

describe('a callback token', () => {
  it('tells what it grants to whoever knows the secret, also as one of several', () => {
    expect(readCallbackToken(TOKEN, ['first-secret'])).toEqual(GRANT);
    expect(readCallbackToken(TOKEN, ['new-secret', 'first-secret'])).toEqual(GRANT);
  });

  it('may stand in a path as it is', () => {
    expect(encodeURIComponent(TOKEN)).toBe(TOKEN);
  });

  it('tells it also after its expiry, which is for its reader to mind', () => {
    const old = callbackToken({ ...GRANT, expiresAt: new Date(0) }, 'first-secret');
    expect(readCallbackToken(old, ['first-secret'])?.expiresAt).toEqual(new Date(0));
  });

  it.each([
    ['another job', withPart(0, '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c12')],
    ['another attempt', withPart(1, '3')],
    ['an attempt written otherwise', withPart(1, '02')],
    ['a later expiry', withPart(2, '9999999999')],
    ['another end', `${TOKEN.slice(0, -1)}${TOKEN.endsWith('A') ? 'B' : 'A'}`],
    ['something behind it', `${TOKEN}A`],
    ['no MAC', TOKEN.split('.').slice(0, 3).join('.')],
    ['nothing', ''],
    ['a very long text', 'a'.repeat(100_000)],
  ])('with %s grants nothing', (_name, token) => {
    expect(readCallbackToken(token, ['first-secret'])).toBeNull();
  });

  it('of another secret grants nothing', () => {
    expect(readCallbackToken(TOKEN, ['second-secret'])).toBeNull();
    expect(readCallbackToken(TOKEN, [])).toBeNull();
  });

  it('is compared with every secret, in constant time, whichever made it', () => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    const comparisons = (token: string): number => {
      compare.mockClear();
      readCallbackToken(token, ['first-secret', 'second-secret', 'third-secret']);
      return compare.mock.calls.length;
    };
    expect([TOKEN, callbackToken(GRANT, 'third-secret'), withPart(1, '3')].map(comparisons)).toEqual([3, 3, 3]);
    compare.mockRestore();
  });
});
