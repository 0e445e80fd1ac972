import { forgetLogger } from '@fasttrack/foundation/testing/forget-logger';
import { createLogger } from './logger';

const CANARY = 'canary-5d0f';

describe('createLogger', () => {
  const lines: string[] = [];
  const logger = (logLevel = 'trace') =>
    createLogger(
      { environment: 'production', logLevel },
      { process: 'worker', stream: { write: (line) => void lines.push(line) } },
    );
  beforeEach(() => {
    lines.length = 0;
    forgetLogger();
  });

  it.each([
    'authorization',
    'cookie',
    'x-shared-secret',
    'x-webhook-secret',
    'x-api-key',
    'x-worker-key',
    'webhook-signature',
  ])('hides the value of %s, at the top, in headers, and in the headers of a request', (name) => {
    logger().log(
      { msg: 'hello', [name]: CANARY, headers: { [name]: CANARY }, req: { headers: { [name]: CANARY } } },
      'Test',
    );
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(CANARY);
    expect(lines.join()).toContain('hello');
  });

  it('writes JSON lines with the time as ISO 8601 and the fields that it was given', () => {
    logger().log({ msg: 'callback', jobId: 'an-id', attempt: 2 }, 'Callback');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      msg: 'callback',
      jobId: 'an-id',
      attempt: 2,
      context: 'Callback',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
  });

  it('names its level, its process and its machine in each line', () => {
    logger().warn('odd', 'Test');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      process: 'worker',
      pid: process.pid,
      host: expect.stringMatching(/./) as string,
    });
  });

  it('writes what is wrong, without the password of an address', () => {
    logger().warn({ msg: 'away', err: new Error(`no answer of redis://:${CANARY}@cache`) }, 'Test');
    expect(lines.join()).not.toContain(CANARY);
    expect(lines.join()).toContain('no answer of redis://***@cache');
  });

  it('is silent below its level', () => {
    const quiet = logger('warn');
    quiet.log('no');
    quiet.debug('no');
    quiet.warn('yes');
    expect(lines).toHaveLength(1);
  });
});
