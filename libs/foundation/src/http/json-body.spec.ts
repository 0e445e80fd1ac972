import Fastify = require('fastify');
import type { FastifyInstance } from 'fastify';
import { InvalidRequestError } from '../errors/fast-track-error';
import { acceptJsonOnly, depthOf } from './json-body';

describe('depthOf', () => {
  it.each([
    ['1', 0],
    ['{}', 1],
    ['[[],[[]]]', 3],
    ['{"a":{"b":[{}]}}', 4],
    ['"[[["', 0],
    ['{"[[":"]]"}', 1],
    [String.raw`["\"[", "\\", []]`, 2],
    ['"an end is missing', 0],
    [String.raw`"\u005b\\"`, 0],
  ])('counts %s as %i', (text, depth) => {
    expect(depthOf(text)).toBe(depth);
  });
});

describe('acceptJsonOnly', () => {
  let fastify: FastifyInstance;
  beforeAll(() => {
    fastify = Fastify();
    acceptJsonOnly(fastify);
    fastify.setErrorHandler((error, _request, reply) => {
      const isOurs = error instanceof InvalidRequestError;
      return reply.status(isOurs ? 400 : 415).send({ faults: isOurs ? error.faults : [] });
    });
    fastify.post('/', (request) => ({ body: request.body ?? 'none' }));
  });
  afterAll(() => fastify.close());

  const post = async (payload: string | Buffer, type = 'application/json') => {
    const { statusCode, body } = await fastify.inject({
      method: 'POST',
      url: '/',
      payload,
      headers: type === '' ? {} : { 'content-type': type },
    });
    return { statusCode, body: JSON.parse(body) as unknown };
  };
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const refusal = (detail: unknown) => ({ statusCode: 400, body: { faults: [{ pointer: '', detail }] } });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])('takes %s', async (type) => {
    await expect(post('{"a":1}', type)).resolves.toEqual({ statusCode: 200, body: { body: { a: 1 } } });
  });

  it('takes an empty body for none', async () => {
    await expect(post('')).resolves.toEqual({ statusCode: 200, body: { body: 'none' } });
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ])('refuses the content type "%s"', async (type) => {
    await expect(post('{"a":1}', type)).resolves.toMatchObject({ statusCode: 415 });
  });

  it.each(['{', '{"a":}', 'text', "{'a':1}", '{"a":1}x', '\u0000'])('refuses what is not JSON: %j', async (text) => {
    await expect(post(text)).resolves.toEqual(refusal(expect.stringContaining('not JSON')));
  });

  it('does not repeat the body in what it says about it', async () => {
    const { body } = await post('{"secret": canary}');
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  it.each([
    '{"__proto__": {"isAdmin": true}}',
    '{"a": [{"__proto__": 1}]}',
    String.raw`{"\u005f_proto__": 1}`,
    '{"constructor": {"prototype": {}}}',
  ])('refuses %s', async (text) => {
    await expect(post(text)).resolves.toEqual(refusal(expect.stringContaining('__proto__')));
    expect(Object.prototype).not.toHaveProperty('isAdmin');
  });

  it('takes a member that is only called constructor', async () => {
    await expect(post('{"constructor": "Acme"}')).resolves.toMatchObject({ statusCode: 200 });
  });

  it('refuses bytes that are not UTF-8', async () => {
    await expect(post(Buffer.from([0x22, 0xff, 0x22]))).resolves.toEqual(refusal('the body is not UTF-8'));
  });

  it('takes 32 levels and refuses 33', async () => {
    await expect(post(nested(32))).resolves.toMatchObject({ statusCode: 200 });
    await expect(post(nested(33))).resolves.toEqual(refusal('the body is nested deeper than 32 levels'));
  });

  it('refuses a hundred thousand levels without running out of stack', async () => {
    await expect(post('['.repeat(100_000))).resolves.toMatchObject({ statusCode: 400 });
  });

  it('lets the last of two members of one name win, as JSON.parse does', async () => {
    await expect(post('{"a":1,"a":2}')).resolves.toMatchObject({ body: { body: { a: 2 } } });
  });
});
