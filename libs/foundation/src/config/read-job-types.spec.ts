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

  it.each([
    ['{', /JOB_TYPES_FILE .*types\.json is not JSON/],
    [[], /JOB_TYPES_FILE: the file must be object/],
    [{ invoice: {} }, /JOB_TYPES_FILE: \/invoice must have required property 'schema'/],
    [{ invoice: { schema: {}, retries: 3 } }, /\/invoice must NOT have additional properties .*retries/],
    [{ invoice: { schema: {}, executor: 'magic' } }, /\/invoice\/executor must be equal to one of the allowed values/],
    [{ 'My Type': { schema: {} } }, /"My Type" is no name of a type/],
    [{ invoice: { schema: { type: 'objekt' } } }, /the schema of invoice is no JSON Schema: schema\/type/],
  ])('refuses %j', (file, fault) => {
    expect(() => load(file)).toThrow(fault);
  });

  it('refuses a file that is not there', () => {
    expect(() => loadConfig({ JOB_TYPES_FILE: '/nowhere.json' })).toThrow(/\/nowhere\.json cannot be read/);
  });
});
