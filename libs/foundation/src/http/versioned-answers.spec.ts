import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import Fastify = require('fastify');
import type { FastifyInstance } from 'fastify';
import { answerUnchanged } from './versioned-answers';

describe('answerUnchanged', () => {
  let fastify: FastifyInstance;
  let clock: ManualClock;
  let version: string;
  let reads: number;

  beforeEach(() => {
    [clock, version, reads] = [new ManualClock(), 'store.7', 0];
    fastify = Fastify();
    answerUnchanged(
      fastify,
      () => Promise.resolve(version),
      () => clock.now(),
    );
    fastify.get('/versioned', { config: { isVersioned: true } }, () => ({ reads: ++reads }));
    fastify.get('/plain', () => ({ reads: ++reads }));
  });
  afterEach(() => fastify.close());

  const get = (etag?: string, url = '/versioned') =>
    fastify.inject({ url, headers: etag === undefined ? {} : { 'if-none-match': etag } });
  const etagOf = async (): Promise<string> => String((await get()).headers.etag);

  it('tags an answer with the version and a slot of 30 seconds', async () => {
    await expect(etagOf()).resolves.toBe(`W/"store.7.${Math.floor(Date.UTC(2026, 0, 1) / 30_000)}"`);
  });

  it('answers 304 without reading when nothing changed', async () => {
    const etag = await etagOf();
    const before = reads;
    const { statusCode, body, headers } = await get(etag);
    expect({ statusCode, body, etag: headers.etag, reads }).toEqual({ statusCode: 304, body: '', etag, reads: before });
  });

  it('answers 200 once something changed', async () => {
    const etag = await etagOf();
    version = 'store.8';
    await expect(get(etag)).resolves.toMatchObject({ statusCode: 200 });
  });

  it('believes a tag for its 30 seconds and no longer: what a job waits for depends on the time', async () => {
    const etag = await etagOf();
    clock.advance(29_999);
    await expect(get(etag)).resolves.toMatchObject({ statusCode: 304 });
    clock.advance(1);
    await expect(get(etag)).resolves.toMatchObject({ statusCode: 200 });
  });

  it('finds the tag in a list', async () => {
    await expect(get(`"x", ${await etagOf()} , W/"y"`)).resolves.toMatchObject({ statusCode: 304 });
  });

  it('compares weakly: a strong tag of the same text is the same', async () => {
    await expect(get((await etagOf()).replace('W/', ''))).resolves.toMatchObject({ statusCode: 304 });
  });

  it.each(['', '"', 'W/""', 'nonsense'])('answers 200 to the tag %j', async (etag) => {
    await expect(get(etag)).resolves.toMatchObject({ statusCode: 200 });
  });

  it('leaves other routes alone', async () => {
    const { headers } = await get(await etagOf(), '/plain');
    expect(headers).not.toHaveProperty('etag');
  });
});
