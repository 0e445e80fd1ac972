import { faultsOf, fileOf, load } from '@fasttrack/foundation/testing/job-types-config';

const CANARY = 'canary-2e91';

const OPENAI = { EXECUTORS: 'prompt=openai', OPENAI_API_KEY: `sk-${CANARY}`, OPENAI_MODEL: 'small' };
const AZURE = {
  EXECUTORS: 'prompt=openai',
  AZURE_OPENAI_ENDPOINT: 'https://name.openai.azure.com/',
  AZURE_OPENAI_API_KEY: CANARY,
  AZURE_OPENAI_DEPLOYMENT: 'mine',
};

describe('models', () => {
  it('are needed by none but the types that openai runs', () => {
    expect(load({ OPENAI_API_KEY: 'x' }).ai).toBeNull();
    expect(load(OPENAI).ai).toEqual({
      server: { kind: 'openai', url: 'https://api.openai.com/v1', key: `sk-${CANARY}` },
      types: new Map([['prompt', { model: 'small' }]]),
    });
  });

  it('may be those of another server that speaks as OpenAI does', () => {
    const { ai } = load({ ...OPENAI, OPENAI_BASE_URL: 'http://ollama:11434/v1/' });
    expect(ai?.server).toMatchObject({ kind: 'openai', url: 'http://ollama:11434/v1' });
  });

  it('may be those of Azure', () => {
    expect(load(AZURE).ai).toEqual({
      server: { kind: 'azure', url: 'https://name.openai.azure.com', key: CANARY, apiVersion: '2024-10-21' },
      types: new Map([['prompt', { model: 'mine' }]]),
    });
  });

  it('may be told by a type, with its instructions and the schema of its results, which names its executor by that', () => {
    const ai = { model: 'large', instructions: 'Be brief', resultSchema: { type: 'object' } };
    const { ai: settings, executors } = load(OPENAI, {
      summary: { schema: {}, ai },
      email: { ai: { instructions: 'Hm' } },
    });
    expect([executors.get('summary'), executors.get('email')]).toEqual(['openai', 'openai']);
    expect(Object.fromEntries(settings?.types ?? [])).toEqual({
      prompt: { model: 'small' },
      email: { model: 'small', instructions: 'Hm' },
      summary: ai,
    });
  });

  it('have their keys in files where the operator wants that', () => {
    const key = (env: NodeJS.ProcessEnv): unknown => load(env).ai?.server.key;
    const file = fileOf('key', `${CANARY}\n`);
    expect(key({ ...OPENAI, OPENAI_API_KEY: '', OPENAI_API_KEY_FILE: file })).toBe(CANARY);
    expect(key({ ...AZURE, AZURE_OPENAI_API_KEY: '', AZURE_OPENAI_API_KEY_FILE: file })).toBe(CANARY);
    expect(faultsOf({ ...OPENAI, OPENAI_API_KEY: '', OPENAI_API_KEY_FILE: '/nowhere' })).toEqual([
      'OPENAI_API_KEY_FILE names a file that cannot be read: /nowhere',
    ]);
  });

  it.each<[string, NodeJS.ProcessEnv, object, string[]]>([
    [
      'no server at all',
      { EXECUTORS: 'prompt=openai,email=openai' },
      {},
      [
        'OPENAI_API_KEY must be set, or AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY: the executor openai runs prompt, email',
        'OPENAI_MODEL must be set: the executor openai runs prompt, email and has no "ai": {"model"} for it',
      ],
    ],
    ['no key', { ...OPENAI, OPENAI_API_KEY: '' }, {}, ['OPENAI_API_KEY must be set, or']],
    [
      'no model',
      { ...OPENAI, OPENAI_MODEL: '' },
      {},
      ['OPENAI_MODEL must be set: the executor openai runs prompt and'],
    ],
    ['two servers', { ...OPENAI, ...AZURE }, {}, ['OPENAI_… and AZURE_OPENAI_… are both set']],
    ['half of Azure', { ...AZURE, AZURE_OPENAI_API_KEY: '' }, {}, ['AZURE_OPENAI_API_KEY must be set where']],
    ['the other half', { ...AZURE, AZURE_OPENAI_ENDPOINT: '' }, {}, ['AZURE_OPENAI_ENDPOINT must be set where']],
    ['no deployment', { ...AZURE, AZURE_OPENAI_DEPLOYMENT: '' }, {}, ['AZURE_OPENAI_DEPLOYMENT must be set: the']],
    ['a version that is none', { ...AZURE, AZURE_OPENAI_API_VERSION: 'a b' }, {}, ['AZURE_OPENAI_API_VERSION must be']],
    ['a key with a space', { ...OPENAI, OPENAI_API_KEY: `a ${CANARY}` }, {}, ['OPENAI_API_KEY must be visible ASCII']],
    [
      'two lines of key',
      { ...AZURE, AZURE_OPENAI_API_KEY: `a\r\nHost: ${CANARY}` },
      {},
      ['AZURE_OPENAI_API_KEY must be'],
    ],
    ['no address', { ...OPENAI, OPENAI_BASE_URL: 'ollama' }, {}, ['OPENAI_BASE_URL must be an http or https address']],
    ['another scheme', { ...AZURE, AZURE_OPENAI_ENDPOINT: 'ftp://x' }, {}, ['AZURE_OPENAI_ENDPOINT must be an http']],
    [
      'a password',
      { ...OPENAI, OPENAI_BASE_URL: `http://me:${CANARY}@x` },
      {},
      ['OPENAI_BASE_URL must be an address alone'],
    ],
    [
      'a query',
      { ...OPENAI, OPENAI_BASE_URL: `http://x/?k=${CANARY}` },
      {},
      ['OPENAI_BASE_URL must be an address alone'],
    ],
    [
      'words for a model that are of no use',
      OPENAI,
      { scan: { schema: {}, ai: {}, executor: 'pull' }, sent: { schema: {}, ai: {}, url: 'http://x' } },
      [
        'JOB_TYPES_FILE: /scan/ai is of no use to the executor pull',
        'JOB_TYPES_FILE: /sent/ai is of no use to the executor n8n',
      ],
    ],
    [
      'a schema of results that is none',
      OPENAI,
      { scan: { schema: {}, ai: { resultSchema: { type: 7 } } } },
      ['JOB_TYPES_FILE: the resultSchema of scan is no JSON Schema'],
    ],
    [
      'words that are none',
      OPENAI,
      { scan: { schema: {}, ai: { model: '' } } },
      ['JOB_TYPES_FILE: /scan/ai/model must NOT'],
    ],
    [
      'words unknown',
      OPENAI,
      { scan: { schema: {}, ai: { topP: 1 } } },
      ['JOB_TYPES_FILE: /scan/ai must NOT have additional'],
    ],
  ])('are refused with %s, and no key is shown', (_name, env, types, wanted) => {
    const faults = faultsOf(env, types);
    expect(faults).toEqual(wanted.map((words) => expect.stringContaining(words) as string));
    expect(faults.join()).not.toContain(CANARY);
  });
});
