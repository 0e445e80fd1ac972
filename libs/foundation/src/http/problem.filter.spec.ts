import type { Problem } from '@fasttrack/contracts';
import { IllegalMoveError, JobNotFoundError } from '@fasttrack/jobs/job.errors';
import { BadRequestException, Controller, Get, Module, Param, PayloadTooLargeException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createLogger } from '../logging/logger';
import { FeatureOffError, InvalidRequestError, StoppingError, StoreUnavailableError } from '../errors/fast-track-error';
import { AllowedMethods } from './allowed-methods';
import { ProblemFilter } from './problem.filter';

const SECRET_TEXT = 'SQLITE_CORRUPT at /var/lib/fasttrack.db';
const ERRORS: Readonly<Record<string, unknown>> = {
  unforeseen: new TypeError(SECRET_TEXT),
  text: SECRET_TEXT,
  nothing: undefined,
  coded: Object.assign(new RangeError(SECRET_TEXT), { statusCode: 502 }),
  store: new StoreUnavailableError(new Error(SECRET_TEXT)),
  stopping: new StoppingError(),
  unknown: new JobNotFoundError('an-id'),
  state: new IllegalMoveError({ id: 'an-id', status: 'COMPLETED' }, 'cancelled'),
  off: new FeatureOffError('The test aid', 'X=true'),
  invalid: new InvalidRequestError([
    { pointer: '/a', detail: 'a is wrong' },
    { pointer: '/b', detail: 'b is missing' },
  ]),
  nest: new BadRequestException('That was not good'),
  large: new PayloadTooLargeException('Too large'),
};

@Controller()
class ThrowingController {
  @Get('throw/:kind')
  throwIt(@Param('kind') kind: string): never {
    throw ERRORS[kind];
  }
}

@Module({ controllers: [ThrowingController] })
class ThrowingModule {}

describe('ProblemFilter', () => {
  let app: NestFastifyApplication;
  const logs: string[] = [];

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ThrowingModule, new FastifyAdapter(), { logger: false });
    const methods = new AllowedMethods();
    methods.watch(app.getHttpAdapter().getInstance());
    app.useLogger(
      createLogger({ environment: 'test', logLevel: 'trace' }, { stream: { write: (line) => void logs.push(line) } }),
    );
    app.useGlobalFilters(new ProblemFilter(methods));
    await app.init();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    logs.length = 0;
  });

  const get = async (url: string) => {
    const { statusCode, headers, body } = await app.inject({ url });
    return { statusCode, headers, body, problem: JSON.parse(body) as Problem };
  };

  it.each([
    ['unforeseen', 500, 'internal'],
    ['text', 500, 'internal'],
    ['nothing', 500, 'internal'],
    ['coded', 500, 'internal'],
    ['store', 503, 'store.unavailable'],
  ])('answers %s with %i and tells nothing but its requestId; the log has the rest', async (kind, status, code) => {
    const { statusCode, body, problem } = await get(`/throw/${kind}`);
    expect(statusCode).toBe(status);
    expect(problem).toMatchObject({ type: 'about:blank', status, code, requestId: expect.any(String) as string });
    expect(body).not.toMatch(/SQLITE|fasttrack\.db|\.ts|stack|TypeError|RangeError/);
    expect(logs.filter((line) => line.includes(problem.requestId))).toHaveLength(1);
    if (kind !== 'nothing' && kind !== 'text') expect(logs.join()).toContain(SECRET_TEXT);
  });

  it.each([
    ['unknown', 404, 'job.not-found', 'Job an-id does not exist'],
    ['state', 409, 'job.not-allowed', 'Job an-id is COMPLETED and cannot be cancelled'],
    ['off', 404, 'feature.off', 'The test aid is switched off here; X=true turns it on'],
    ['stopping', 503, 'service.stopping', 'This process is stopping; nothing was changed, try again'],
    ['nest', 400, 'request.bad-request', 'That was not good'],
    ['large', 413, 'request.payload-too-large', 'Too large'],
  ])('answers %s with %i %s', async (kind, status, code, detail) => {
    const { headers, problem } = await get(`/throw/${kind}`);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem).toMatchObject({ status, code, detail, error: detail });
  });

  it('names every bad field', async () => {
    const { problem } = await get('/throw/invalid');
    expect(problem).toMatchObject({
      status: 400,
      title: 'Bad Request',
      detail: 'a is wrong; b is missing',
      errors: [
        { pointer: '/a', detail: 'a is wrong' },
        { pointer: '/b', detail: 'b is missing' },
      ],
    });
  });

  it.each(['store', 'stopping'])('says when to come again: %s', async (kind) => {
    const { headers } = await get(`/throw/${kind}`);
    expect(headers['retry-after']).toBe('1');
  });

  it('answers 404 where there is nothing, and 405 with Allow where only the method is wrong', async () => {
    await expect(get('/nowhere?x=1')).resolves.toMatchObject({
      statusCode: 404,
      problem: { detail: 'There is nothing at /nowhere' },
    });
    const { statusCode, headers } = await app.inject({ method: 'DELETE', url: '/throw/off' });
    expect({ statusCode, allow: headers.allow }).toEqual({ statusCode: 405, allow: 'GET, HEAD' });
  });
});
