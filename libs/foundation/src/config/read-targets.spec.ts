import { faultsOf, fileOf, load } from '@fasttrack/foundation/testing/job-types-config';

const CANARY = 'canary-77aa';

const USUAL = { EXECUTORS: 'prompt=n8n', N8N_WEBHOOK_URL: 'https://n8n.example.org/webhook/jobs?a=1' };

describe('targets', () => {
  it('are needed by none but the types that n8n runs', () => {
    expect(load({ N8N_WEBHOOK_URL: USUAL.N8N_WEBHOOK_URL }).targets).toEqual(new Map());
    expect(load(USUAL).targets).toEqual(new Map([['prompt', { url: USUAL.N8N_WEBHOOK_URL, headers: {} }]]));
  });

  it('may be of a type alone, which names its executor by that', () => {
    const { targets, executors } = load(USUAL, {
      scan: { schema: {}, url: 'http://scan:5678/' },
      report: { url: 'http://report:5678/' },
    });
    expect([...targets].map(([type, { url }]) => [type, url])).toEqual([
      ['scan', 'http://scan:5678/'],
      ['report', 'http://report:5678/'],
      ['prompt', USUAL.N8N_WEBHOOK_URL],
    ]);
    expect([executors.get('scan'), executors.get('report'), executors.get('email')]).toEqual([
      'n8n',
      'n8n',
      'simulated',
    ]);
  });

  it('of a type that EXECUTORS gives to another executor are left out', () => {
    expect(load({ EXECUTORS: 'report=pull' }, { report: { url: 'http://report:5678/' } }).targets).toEqual(new Map());
  });

  it('are let in by a header, or by the name and password of their address, which leave it', () => {
    const withHeader = load({ ...USUAL, N8N_AUTH_HEADER: 'X-N8N-Key:  a value: with colons ' });
    expect(withHeader.targets.get('prompt')?.headers).toEqual({ 'x-n8n-key': 'a value: with colons' });
    const withPassword = load({ ...USUAL, N8N_WEBHOOK_URL: 'https://me:p%40ss%C3%BC@n8n.example.org/x#y' });
    expect(withPassword.targets.get('prompt')).toEqual({
      url: 'https://n8n.example.org/x',
      headers: { authorization: `Basic ${Buffer.from('me:p@ssü').toString('base64')}` },
    });
  });

  it('may have their secrets in files', () => {
    const { targets } = load({
      EXECUTORS: 'prompt=n8n',
      N8N_WEBHOOK_URL_FILE: fileOf('url', 'http://n8n:5678/webhook/jobs\n'),
      N8N_AUTH_HEADER_FILE: fileOf('header', 'Authorization: Bearer abc\n'),
    });
    expect(targets.get('prompt')).toEqual({
      url: 'http://n8n:5678/webhook/jobs',
      headers: { authorization: 'Bearer abc' },
    });
    expect(faultsOf({ ...USUAL, N8N_AUTH_HEADER_FILE: '/nowhere' })).toEqual([
      expect.stringContaining('N8N_AUTH_HEADER_FILE names a file that cannot be read'),
    ]);
  });

  it('that are missing are told in one fault, with all types that lack one', () => {
    expect(faultsOf({ EXECUTORS: 'prompt=n8n,email=n8n,report=n8n' }, { report: { url: 'http://report/' } })).toEqual([
      'N8N_WEBHOOK_URL must be set: the executor n8n runs prompt, email and has no url for it',
    ]);
  });

  it.each<[string, NodeJS.ProcessEnv, object, string[]]>([
    ['no address', { N8N_WEBHOOK_URL: `n8n ${CANARY}` }, {}, ['N8N_WEBHOOK_URL must be an http or https address']],
    ['another scheme', { N8N_WEBHOOK_URL: `ftp://me:${CANARY}@x` }, {}, ['N8N_WEBHOOK_URL must be an http']],
    [
      'no address in the file',
      {},
      { scan: { schema: {}, url: CANARY } },
      ['JOB_TYPES_FILE: /scan/url must be an http'],
    ],
    ['a number in the file', {}, { scan: { schema: {}, url: 7 } }, ['JOB_TYPES_FILE: /scan/url must be string']],
    [
      'an executor that sends nothing',
      {},
      { scan: { schema: {}, url: 'http://scan', executor: 'pull' } },
      ['JOB_TYPES_FILE: /scan/url is of no use to the executor pull'],
    ],
    ['a header without a value', { N8N_AUTH_HEADER: 'X-Key:' }, {}, ['N8N_AUTH_HEADER must be "Name: value"']],
    ['a header without a name', { N8N_AUTH_HEADER: CANARY }, {}, ['N8N_AUTH_HEADER must be "Name: value"']],
    [
      'two headers',
      { N8N_AUTH_HEADER: `X-Key: a\r\nX-Other: ${CANARY}` },
      {},
      ['N8N_AUTH_HEADER must be "Name: value"'],
    ],
    ['a header with ü', { N8N_AUTH_HEADER: `X-Key: ü${CANARY}` }, {}, ['N8N_AUTH_HEADER must be "Name: value"']],
    [
      'two ways in',
      { N8N_AUTH_HEADER: 'Authorization: x', N8N_WEBHOOK_URL: `http://me:${CANARY}@x` },
      {},
      ['keep one'],
    ],
    ['half a percent sign', { N8N_WEBHOOK_URL: `http://me:%${CANARY}%@x` }, {}, ['a percent sign is written %25']],
    [
      'too many slots',
      { WORKER_CONCURRENCY: '1001' },
      {},
      ['WORKER_CONCURRENCY must be a whole number from 1 to 1000'],
    ],
    [
      'no time to answer',
      { N8N_ANSWER_SECONDS: '0' },
      {},
      ['N8N_ANSWER_SECONDS must be a whole number from 1 to 3600'],
    ],
  ])('are refused with %s, and no secret is shown', (_name, env, types, wanted) => {
    const faults = faultsOf({ ...USUAL, ...env }, types);
    expect(faults).toEqual(wanted.map((words) => expect.stringContaining(words) as string));
    expect(faults.join()).not.toContain(CANARY);
  });

  it.each([
    ...[
      'Host',
      'Connection',
      'Transfer-Encoding',
      'Content-Length',
      'Keep-Alive',
      'TE',
      'Trailer',
      'Upgrade',
      'Expect',
    ],
    ...['Proxy-Authorization', 'Proxy-Connection', 'Webhook-Id', 'Idempotency-Key', 'hOsT'],
  ])('S9: cannot be sent a %s of the operator', (name) => {
    expect(faultsOf({ ...USUAL, N8N_AUTH_HEADER: `${name}: x` })).toEqual([
      `N8N_AUTH_HEADER: ${name} is set by the program and cannot be a proof`,
    ]);
  });

  it.each([
    'X-Key: a\r\nHost: b',
    'X-Key: a\nHost: b',
    'X-Key: a\rHost: b',
    'X-Key: a\u0000b',
    'X-Key\r\nHost: b',
    'X Key: a',
  ])('S9: cannot be sent a second header within the first: %j', (header) => {
    expect(faultsOf({ ...USUAL, N8N_AUTH_HEADER: header })).toEqual([
      'N8N_AUTH_HEADER must be "Name: value" in visible ASCII characters',
    ]);
  });
});
