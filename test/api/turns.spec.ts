import type { BatchOutcomeView, JobView } from '@fasttrack/contracts';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const BATCH = 1000;
const LARGE = 10 * BATCH;

describe('a customer with one job beside another with 10,000', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    const jobs = Array.from({ length: BATCH }, () => ({ prompt: 'x', key: 'large' }));
    for (let n = 0; n < LARGE; n += BATCH) {
      const { body } = await app.post<BatchOutcomeView[]>('/jobs/batch', { jobs });
      expect(body.filter(({ status }) => status === 201)).toHaveLength(BATCH);
    }
  }, 120_000);
  afterAll(() => app.close());

  const keyOfNext = async (): Promise<string | undefined> => (await app.post<JobView>('/process')).body.key;
  const keysOfNext = async (count: number): Promise<(string | undefined)[]> => {
    const keys: (string | undefined)[] = [];
    for (let n = 0; n < count; n++) keys.push(await keyOfNext());
    return keys;
  };

  it('waits for one turn of the other, though it came last', async () => {
    await app.submit({ key: 'small' });
    await expect(keysOfNext(3)).resolves.toEqual(['large', 'small', 'large']);
  });

  it('waits no longer when the other has been at it for a while', async () => {
    await expect(keysOfNext(40)).resolves.toEqual(Array.from({ length: 40 }, () => 'large'));
    await app.submit({ key: 'small' });
    await app.submit({ key: 'another' });
    expect((await keysOfNext(3)).sort()).toEqual(['another', 'large', 'small']);
  });

  it('takes turns with it when it has a few', async () => {
    for (let n = 0; n < 4; n++) await app.submit({ key: 'small' });
    const keys = await keysOfNext(10);
    expect(keys.filter((key) => key === 'small')).toHaveLength(4);
    expect(keys.join(' ')).not.toMatch(/small small|large large.*small/);
  });

  it('is handed out before it at once where it is more urgent', async () => {
    await app.submit({ key: 'small', priority: 4 });
    await expect(keysOfNext(2)).resolves.toEqual(['small', 'large']);
  });
});
