import { ConfigError, loadConfig } from './load-config';

const N8N = { EXECUTORS: 'prompt=n8n', N8N_WEBHOOK_URL: 'http://n8n:5678/webhook/jobs' };
const AI = { EXECUTORS: 'email=openai', OPENAI_API_KEY: 'x', OPENAI_MODEL: 'small' };

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('S8: ALLOWED_TARGETS', () => {
  it('names hosts and networks', () => {
    const { allowedTargets } = loadConfig({ ALLOWED_TARGETS: 'N8N, *.Example.org,10.0.0.0/8,127.0.0.1,fd00::/8,::1' });
    expect(allowedTargets).toEqual({
      names: ['n8n', '*.example.org'],
      networks: ['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '::1'],
    });
  });

  it.each([
    'http://n8n',
    'n8n:5678',
    'a b',
    '*',
    '*.*',
    '-a',
    '10.0.0',
    '10.0.0.0/33',
    '010.1.1.1/8',
    '0x7f.1',
    '2130706433',
    '::g',
    'a,,b',
  ])('refuses %s, which is neither', (value) => {
    expect(faultsOf({ ALLOWED_TARGETS: value })).toEqual([
      expect.stringMatching(
        /^ALLOWED_TARGETS: ".*" is neither a host name, nor \*\. and one, nor an address or network$/,
      ),
    ]);
  });

  it('lists every host that jobs are sent to', () => {
    expect(faultsOf({ ...N8N, ALLOWED_TARGETS: 'n8n' })).toEqual([]);
    expect(faultsOf({ ...N8N, ALLOWED_TARGETS: 'other' })).toEqual([
      'ALLOWED_TARGETS does not list n8n, where jobs would be sent',
    ]);
    expect(faultsOf({ ...AI, ALLOWED_TARGETS: '*.openai.com' })).toEqual([]);
    expect(faultsOf({ ...AI, ALLOWED_TARGETS: 'openai.com' })).toEqual([
      'ALLOWED_TARGETS does not list api.openai.com, where jobs would be sent',
    ]);
  });

  it.each([
    ['http://10.1.2.3/', '10.0.0.0/8'],
    ['http://[fd00::7]/', 'fd00::/8'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://[::ffff:10.1.2.3]/', '10.1.2.3/32'],
  ])('lists %s, whose host is an address, by %s', (url, list) => {
    expect(faultsOf({ ...N8N, N8N_WEBHOOK_URL: url, ALLOWED_TARGETS: list })).toEqual([]);
    expect(faultsOf({ ...N8N, N8N_WEBHOOK_URL: url, ALLOWED_TARGETS: '192.168.0.0/16,n8n' })).toHaveLength(1);
  });

  it('says nothing about a target that no type uses', () => {
    expect(faultsOf({ N8N_WEBHOOK_URL: 'http://n8n/', ALLOWED_TARGETS: 'other' })).toEqual([]);
  });
});
