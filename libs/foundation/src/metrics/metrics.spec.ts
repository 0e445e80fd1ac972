import { Gauge } from 'prom-client';
import { Metrics } from './metrics';

const NAME = 'fasttrack_answer';

describe('figures that are read at a scrape', () => {
  let metrics: Metrics;
  let gauge: Gauge;
  let reads: number;

  beforeEach(() => {
    jest.useFakeTimers();
    metrics = new Metrics();
    gauge = new Gauge({ name: NAME, help: 'what somebody else knows', registers: [metrics.registry] });
    reads = 0;
  });
  afterEach(() => jest.useRealTimers());

  const watch = (answer: () => Promise<number>): void => {
    metrics.atScrape({
      read: async () => {
        reads++;
        const value = await answer();
        return () => {
          gauge.set(value);
        };
      },
      forget: () => {
        gauge.remove();
      },
    });
  };
  const shown = async (): Promise<string | undefined> =>
    (await metrics.text()).split('\n').find((line) => line.startsWith(`${NAME} `));

  it('are read once in five seconds, however many scrape', async () => {
    watch(() => Promise.resolve(42));
    await Promise.all([shown(), shown()]);
    await jest.advanceTimersByTimeAsync(4999);
    await expect(shown()).resolves.toBe(`${NAME} 42`);
    expect(reads).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await shown();
    expect(reads).toBe(2);
  });

  it('are gone once nobody knows them, and come back', async () => {
    const answers = [Promise.resolve(1), Promise.reject(new Error('away')), Promise.resolve(3)];
    answers[1]!.catch(() => undefined);
    watch(() => answers[reads - 1]!);
    await expect(shown()).resolves.toBe(`${NAME} 1`);
    await jest.advanceTimersByTimeAsync(5000);
    await expect(shown()).resolves.toBeUndefined();
    await jest.advanceTimersByTimeAsync(5000);
    await expect(shown()).resolves.toBe(`${NAME} 3`);
  });

  it('hold a scrape up for a second at most, and are not asked for twice at a time', async () => {
    let answer: (value: number) => void = () => undefined;
    watch(() => new Promise((resolve) => (answer = resolve)));
    const first = shown();
    await jest.advanceTimersByTimeAsync(1000);
    await expect(first).resolves.toBeUndefined();
    const second = shown();
    await jest.advanceTimersByTimeAsync(10);
    expect(reads).toBe(1);
    answer(7);
    await expect(second).resolves.toBe(`${NAME} 7`);
  });

  it('of one application are not those of another in the same process', async () => {
    metrics.say('store', true);
    expect(await new Metrics().text()).not.toContain('fasttrack_dependency_up{');
    expect(await metrics.text()).toContain('fasttrack_dependency_up{dependency="store"} 1');
  });
});
