import crypto = require('node:crypto');
import { hasSecret } from './shared-secret';

const SECRETS = ['first-secret', 'second-secret'];

describe('hasSecret', () => {
  it.each<[Record<string, string | string[]>, boolean]>([
    [{ 'x-shared-secret': 'first-secret' }, true],
    [{ 'x-webhook-secret': 'first-secret' }, true],
    [{ 'x-shared-secret': 'second-secret' }, true],
    [{ 'x-shared-secret': 'wrong', 'x-webhook-secret': 'second-secret' }, true],
    [{ 'x-shared-secret': 'first-secret', 'x-webhook-secret': '' }, true],
    [{}, false],
    [{ 'x-shared-secret': '' }, false],
    [{ 'x-shared-secret': 'first-secret ' }, false],
    [{ 'x-shared-secret': 'First-Secret' }, false],
    [{ 'x-shared-secret': 'first-secret,second-secret' }, false],
    [{ 'x-shared-secret': 'first' }, false],
    [{ authorization: 'first-secret' }, false],
  ])('%j: %s', (headers, isProven) => {
    expect(hasSecret(headers, SECRETS)).toBe(isProven);
  });

  it('takes the same comparisons for a right secret as for a wrong one', () => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    const comparisons = (secret: string): number => {
      compare.mockClear();
      hasSecret({ 'x-shared-secret': secret, 'x-webhook-secret': secret }, SECRETS);
      return compare.mock.calls.length;
    };
    expect(['first-secret', 'second-secret', 'wrong', 'x'.repeat(1000)].map(comparisons)).toEqual([4, 4, 4, 4]);
    compare.mockRestore();
  });
});
