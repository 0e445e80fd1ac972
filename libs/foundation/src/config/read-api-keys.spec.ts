import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from './load-config';
import { hashOf } from './read-api-keys';

const KEY = 'one-key-of-our-own-1';
const OTHER = 'another-key-of-our-own-2';
const PRODUCTION = { NODE_ENV: 'production', WEBHOOK_SECRET: 'a-secret-of-our-own-1' };

const keysOf = (env: NodeJS.ProcessEnv) => loadConfig(env).apiKeys;

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('API_KEYS', () => {
  it('names the callers and keeps only the digests of their keys', () => {
    const keys = keysOf({ ...PRODUCTION, API_KEYS: `shop:${KEY}, night.batch-2_b : ${OTHER}` });
    expect(keys).toEqual([
      { name: 'shop', hash: hashOf(KEY) },
      { name: 'night.batch-2_b', hash: hashOf(OTHER) },
    ]);
    expect(JSON.stringify(loadConfig({ API_KEYS: `shop:${KEY}` }))).not.toContain(KEY);
  });

  it.each([undefined, ''])('is nobody when it is %j', (value) => {
    expect(keysOf({ ...PRODUCTION, API_KEYS: value })).toEqual([]);
  });

  it('parts a name from its key at the first colon', () => {
    expect(keysOf({ API_KEYS: 'shop:a:b=c/d+e' })).toEqual([{ name: 'shop', hash: hashOf('a:b=c/d+e') }]);
  });

  it.each([
    ['shop', /entry 1 is not name:key/],
    [`:${KEY}`, /entry 1 is not name:key/],
    [`my shop:${KEY}`, /entry 1 is not name:key/],
    [`${'n'.repeat(65)}:${KEY}`, /entry 1 is not name:key/],
    [`shop:${KEY},`, /entry 2 is not name:key/],
    [`shop:${KEY},shop:${OTHER}`, /"shop" is named twice/],
    ['shop:', /"shop" has a key that is empty/],
    ['shop:with space', /"shop" has a key that is empty or holds more than visible ASCII/],
    ['shop:clé', /visible ASCII/],
    [`shop:${KEY},batch:${KEY}`, /"batch" has the key of "shop"/],
  ])('refuses %j', (value, words) => {
    expect(faultsOf({ API_KEYS: value })).toEqual([expect.stringMatching(words)]);
  });

  it('takes a name of 64 characters', () => {
    expect(keysOf({ API_KEYS: `${'n'.repeat(64)}:${KEY}` })).toHaveLength(1);
  });

  it.each([
    ['shop:15-characters-x', /"shop" needs a key of at least 16 characters in production/],
    ['shop:your-api-key-of-16-characters-or-more', /"shop" has a published example/],
    ['shop:your-super-secret-key-minimum-16-chars', /"shop" has a published example/],
  ])('takes %j in development and refuses it in production', (value, words) => {
    expect(keysOf({ API_KEYS: value })).toHaveLength(1);
    expect(faultsOf({ ...PRODUCTION, API_KEYS: value })).toEqual([expect.stringMatching(words)]);
  });

  it('takes a key of 16 characters in production', () => {
    expect(keysOf({ ...PRODUCTION, API_KEYS: 'shop:16-characters-xx' })).toHaveLength(1);
  });

  it('lists every fault at once and shows no key', () => {
    const faults = faultsOf({ ...PRODUCTION, API_KEYS: 'shop:hunter2,hunter3,hun ter4:x,batch:hunter5', PORT: 'x' });
    expect(faults).toHaveLength(5);
    expect(faults.join()).not.toMatch(/hun/);
  });

  describe('with API_KEYS_FILE', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'fasttrack-'));
    });
    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    it('reads the list from the file', () => {
      const file = join(directory, 'keys');
      writeFileSync(file, `shop:${KEY},batch:${OTHER}\n`);
      expect(keysOf({ ...PRODUCTION, API_KEYS_FILE: file }).map(({ name }) => name)).toEqual(['shop', 'batch']);
    });

    it('refuses a value beside the file', () => {
      const file = join(directory, 'keys');
      writeFileSync(file, `shop:${KEY}`);
      expect(faultsOf({ API_KEYS: `shop:${KEY}`, API_KEYS_FILE: file })).toEqual([expect.stringContaining('both set')]);
    });

    it('is not open because the file is empty', () => {
      const file = join(directory, 'keys');
      writeFileSync(file, '\n');
      expect(faultsOf({ API_KEYS_FILE: file })).toEqual([expect.stringMatching(/entry 1 is not name:key/)]);
    });
  });
});
