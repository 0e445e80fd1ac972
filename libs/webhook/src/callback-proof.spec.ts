import type { ExecutionContext } from '@nestjs/common';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import Fastify = require('fastify');
import { CallbackProofGuard, demandCallbackProof } from './callback-proof';

const SECRETS = ['first-secret', 'second-secret'];

describe('demandCallbackProof', () => {
  it('stands in front of marked routes only, whatever their body', async () => {
    const fastify = Fastify();
    demandCallbackProof(fastify, SECRETS, new ManualClock());
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
