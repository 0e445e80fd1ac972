import { FirstComers } from './first-comers';

/** Work that ends when the test says so. */
function work(): { run: jest.Mock<Promise<string>>; end: (how: Promise<string>) => void } {
  let end!: (how: Promise<string>) => void;
  const run = jest.fn(() => new Promise<string>((resolve) => (end = resolve)));
  return {
    run,
    end: (how) => {
      end(how);
    },
  };
}

describe('FirstComers', () => {
  let comers: FirstComers;
  beforeEach(() => {
    comers = new FirstComers();
  });

  it.each([
    ['well', (): Promise<string> => Promise.resolve('first')],
    ['badly', (): Promise<string> => Promise.reject(new RangeError('first'))],
  ])('lets the others begin together when the first has ended %s', async (_how, how) => {
    const [first, second, third] = [work(), work(), work()];
    const ended = comers.do('a', first.run).catch(String);
    const others = [second, third].map(({ run }) => comers.do('a', run));
    await new Promise(setImmediate);
    expect([first, second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 0, 0]);
    first.end(how());
    await expect(ended).resolves.toContain('first');
    await new Promise(setImmediate);
    expect([second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 1]);
    for (const { end } of [second, third]) end(Promise.resolve('other'));
    await expect(Promise.all(others)).resolves.toEqual(['other', 'other']);
  });

  it('lets nobody wait who comes for something else, or later', async () => {
    const first = work();
    const running = comers.do('a', first.run);
    await expect(comers.do('b', () => Promise.resolve('b'))).resolves.toBe('b');
    first.end(Promise.resolve('a'));
    await running;
    await expect(comers.do('a', () => Promise.resolve('again'))).resolves.toBe('again');
  });
});
