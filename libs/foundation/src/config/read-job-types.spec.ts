import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load-config';

describe('JOB_TYPES_FILE', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fasttrack-types-'));
    path = join(directory, 'types.json');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const load = (file: unknown, env: NodeJS.ProcessEnv = {}): ReturnType<typeof loadConfig> => {
    writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
    return loadConfig({ JOB_TYPES_FILE: path, ...env });
  };

  it('registers types beside the built-in ones, each with its executor', () => {
    const schema = { type: 'object', required: ['number'] };
    const { jobTypes, executors } = load({
      invoice: { schema, executor: 'pull' },
      scan: { title: 'Scan', schema: {} },
    });
    expect(jobTypes).toEqual([
      { name: 'invoice', title: 'invoice', description: '', schema },
      { name: 'scan', title: 'Scan', description: '', schema: {} },
    ]);
    expect(Object.fromEntries(executors)).toMatchObject({ prompt: 'simulated', invoice: 'pull', scan: 'simulated' });
  });

  it('lets EXECUTORS decide last', () => {
    const { executors } = load({ invoice: { schema: {}, executor: 'pull' } }, { EXECUTORS: 'invoice=simulated' });
    expect(executors.get('invoice')).toBe('simulated');
  });

  it('says how jobs are run, also of types that are there', () => {
    const invoice = { timeoutSeconds: 60, maxAttempts: 5, concurrency: 2, retention: { completed: 1 } };
    const { jobTypes, typeSettings, executors } = load({
      invoice: { schema: {}, ...invoice, backoff: { initialSeconds: 10 } },
      email: { executor: 'pull', backoff: { initialSeconds: 900, factor: 1, maxSeconds: 900, jitter: 0 } },
      report: { concurrency: 1 },
    });
    expect(jobTypes.map(({ name }) => name)).toEqual(['invoice']);
    expect(typeSettings.get('invoice')).toEqual({
      ...invoice,
      backoff: { initialSeconds: 10, factor: 2, maxSeconds: 300, jitter: 0.5 },
    });
    expect(typeSettings.get('email')).toEqual({
      backoff: { initialSeconds: 900, factor: 1, maxSeconds: 900, jitter: 0 },
    });
    expect([executors.get('email'), typeSettings.get('report')]).toEqual(['pull', { concurrency: 1 }]);
  });

  it('lists all that is wrong at once', () => {
    const file = {
      invoice: { schema: { type: 'objekt' }, timeoutSeconds: 0, maxAttempts: 26 },
      email: { concurrency: 10_001, title: 'Mail', retention: { completed: 0.5, expired: 1 } },
      scan: { concurrency: 1 },
    };
    const faults = [
      ...[/schema of invoice is no JSON Schema/, /\/invoice\/timeoutSeconds must be >= 1/],
      ...[/\/invoice\/maxAttempts must be <= 25/, /\/email\/concurrency must be <= 10000/],
      ...[/\/email must have property schema when property title is present/],
      ...[/\/email\/retention\/completed must be integer/, /additional properties .*expired/],
      /\/scan must have required property 'schema'/,
    ];
    for (const fault of faults) expect(() => load(file)).toThrow(fault);
    expect(() => load(file)).toThrow(/8 faults/);
  });

  it.each([
    ['{', /JOB_TYPES_FILE .*types\.json is not JSON/],
    [[], /JOB_TYPES_FILE: the file must be object/],
    [{ invoice: {} }, /JOB_TYPES_FILE: \/invoice must have required property 'schema'/],
    [{ invoice: { schema: {}, retries: 3 } }, /\/invoice must NOT have additional properties .*retries/],
    [{ invoice: { schema: {}, executor: 'magic' } }, /\/invoice\/executor must be equal to one of the allowed values/],
    [{ email: { backoff: {} } }, /\/email\/backoff must have required property 'initialSeconds'/],
    [{ email: { backoff: { initialSeconds: 1, factor: 0.5 } } }, /\/email\/backoff\/factor must be >= 1/],
    [{ 'My Type': { schema: {} } }, /"My Type" is no name of a type/],
    [{ invoice: { schema: { type: 'objekt' } } }, /the schema of invoice is no JSON Schema: schema\/type/],
  ])('refuses %j', (file, fault) => {
    expect(() => load(file)).toThrow(fault);
  });

  it('refuses a file that is not there', () => {
    expect(() => loadConfig({ JOB_TYPES_FILE: '/nowhere.json' })).toThrow(/\/nowhere\.json cannot be read/);
  });
});
