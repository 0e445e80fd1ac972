import type { ExecutionContext } from '@nestjs/common';
import Fastify = require('fastify');
import { CallbackProofGuard, demandCallbackProof, hasSecret } from './callback-proof';

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
});

describe('demandCallbackProof', () => {
  it('stands in front of marked routes only, whatever their body', async () => {
    const fastify = Fastify();
    demandCallbackProof(fastify, SECRETS);
    fastify.post('/marked', { config: { isCallback: true } }, () => ({}));
    fastify.post('/open', () => ({}));
    const post = async (url: string, secret: string) =>
      (await fastify.inject({ method: 'POST', url, headers: { 'x-shared-secret': secret }, payload: {} })).statusCode;
    const statuses = [
      await post('/marked', 'wrong'),
      await post('/marked', 'first-secret'),
      await post('/open', 'wrong'),
    ];
    expect(statuses).toEqual([500, 200, 200]);
    await fastify.close();
  });
});

describe('CallbackProofGuard', () => {
  it('keeps a route shut that the hook never saw', () => {
    const context = { switchToHttp: () => ({ getRequest: () => ({}) }) } as unknown as ExecutionContext;
    expect(() => new CallbackProofGuard().canActivate(context)).toThrow('no valid secret');
  });
});
