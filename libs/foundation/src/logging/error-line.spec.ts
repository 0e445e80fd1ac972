import { errorLine } from './error-line';

const PASSWORD = 'p4ss/word:canary';

describe('an error in a log', () => {
  it.each([
    ['mongodb', `mongodb://root:${PASSWORD}@db:27017/jobs`],
    ['mongodb+srv', `mongodb+srv://root:${PASSWORD}@cluster.example.com`],
    ['redis', `redis://:${PASSWORD}@cache:6379`],
  ])('tells no password of a %s address, at any depth of its causes', (_scheme, uri) => {
    const error = new Error('outer', { cause: new Error(`cannot reach ${uri}`, { cause: `tried ${uri}` }) });
    const line = JSON.stringify(errorLine(error));
    expect(line).not.toContain('canary');
    expect(line).toContain('cannot reach');
    expect(line).toContain('tried');
  });

  it('takes over nothing that a driver hangs on it', () => {
    const error = Object.assign(new Error('WRONGPASS'), {
      code: 11_000,
      command: { name: 'auth', args: ['default', PASSWORD] },
      writeErrors: [{ err: { op: { payload: PASSWORD } } }],
    });
    expect(errorLine(error)).toEqual({ type: 'Error', message: 'WRONGPASS', code: 11_000, stack: error.stack });
  });

  it('follows causes that go round in a circle for a while only', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(errorLine(error)).match(/"message"/g)).toHaveLength(6);
  });

  it('leaves an address without a password as it is', () => {
    expect(errorLine(new Error('cannot reach http://localhost:3000/jobs')).message).toBe(
      'cannot reach http://localhost:3000/jobs',
    );
  });
});
