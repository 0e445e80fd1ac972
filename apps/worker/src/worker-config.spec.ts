import { loadWorkerConfig } from './worker-config';

const GOOD = { MONGODB_URI: 'mongodb://127.0.0.1/jobs', BASE_URL: 'http://api:3000' };

/** What the operator is told. */
const faultsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    loadWorkerConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the configuration of a worker', () => {
  it('is that of an API with a shared store', () => {
    expect(loadWorkerConfig(GOOD)).toMatchObject({ storage: { kind: 'mongo', database: 'jobs' } });
  });

  it('needs MongoDB, and says why', () => {
    expect(faultsOf({ BASE_URL: GOOD.BASE_URL })).toMatch(/MONGODB_URI must be set: .* serves one process/);
  });

  it('needs the address of the API where a run calls back', () => {
    expect(faultsOf({ MONGODB_URI: GOOD.MONGODB_URI })).toMatch(/a fault:\n {2}- BASE_URL must be set/);
  });

  it('needs no address of the API where nothing calls back', () => {
    const EXECUTORS = ['prompt', 'email', 'report', 'notification'].map((type) => `${type}=pull`).join();
    expect(faultsOf({ MONGODB_URI: GOOD.MONGODB_URI, EXECUTORS })).toBe('');
  });

  it('refuses to be told not to work', () => {
    expect(faultsOf({ ...GOOD, WORKER_ENABLED: 'false' })).toContain('- WORKER_ENABLED=false leaves a worker nothing');
  });

  it('takes an address from a file', () => {
    expect(faultsOf({ BASE_URL: GOOD.BASE_URL, MONGODB_URI_FILE: '/nowhere' })).not.toContain('must be set');
  });

  it('lists its own faults beside those of every process', () => {
    const said = faultsOf({ PORT: '0', WORKER_ENABLED: 'false' });
    for (const name of ['PORT', 'MONGODB_URI', 'WORKER_ENABLED']) expect(said).toContain(`- ${name}`);
    expect(said).toContain('3 faults');
  });
});
