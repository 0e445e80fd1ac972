import { TargetGuard } from './target-guard';

const open = new TargetGuard(null);
const strict = new TargetGuard({ names: ['n8n'], networks: [] });
const compose = new TargetGuard({ names: ['n8n'], networks: ['172.16.0.0/12', 'fd00::/8', '169.254.20.10'] });
const isRefused = (guard: TargetGuard, address: string): boolean => guard.refusal('host', address) !== null;

const PUBLIC = ['93.184.216.34', '2606:4700::1111', '64:ff9b::5db8:d822', '2002:5db8:d822::1', '::ffff:93.184.216.34'];
const PRIVATE = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '240.0.0.1',
  '::1',
  'fd00::1',
  'fec0::1',
  '2001:db8::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::a00:1',
  '::7f00:1',
  '::a00:1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2001::1',
];
const NEVER = [
  '169.254.169.254',
  '169.254.0.1',
  'fe80::1',
  'fe80::1%eth0',
  '0.0.0.0',
  '0.1.2.3',
  '::',
  '224.0.0.1',
  'ff02::1',
  '255.255.255.255',
  '100.100.100.200',
  '168.63.129.16',
  'fd00:ec2::254',
  'fd20:ce::254',
  'fd00:42::42',
  '::ffff:169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:1',
  '64:ff9b:1:5db8:d8:2200::',
  '::a9fe:a9fe',
  '::ffff:0:a9fe:a9fe',
  '2002:a9fe:a9fe::1',
];

describe('S8: an address that a target leads to', () => {
  it.each(PUBLIC)('%s is connected to', (address) => {
    expect([open, strict, compose].some((guard) => isRefused(guard, address))).toBe(false);
  });

  it.each(PRIVATE)('%s is connected to only where the operator names no targets', (address) => {
    expect(isRefused(open, address)).toBe(false);
    expect(isRefused(strict, address)).toBe(true);
  });

  it.each(NEVER)('%s is never connected to', (address) => {
    expect(isRefused(open, address)).toBe(true);
    expect(isRefused(strict, address)).toBe(true);
  });

  it('is the one of IPv6 that is listed, though it looks like one of IPv4', () => {
    const own = new TargetGuard({ names: [], networks: ['::1', '64:ff9b:1::/48'] });
    expect(['::1', '64:ff9b:1::a00:1'].filter((address) => isRefused(own, address))).toEqual([]);
    expect(isRefused(own, '0.0.0.1')).toBe(true);
  });

  it.each(['172.18.0.5', 'fd00::5', '169.254.20.10', '::ffff:172.18.0.5'])(
    '%s is connected to when listed',
    (address) => {
      expect(isRefused(compose, address)).toBe(false);
    },
  );

  it.each(['10.0.0.1', '127.0.0.1', '169.254.20.11'])('%s is not, beside what is listed', (address) => {
    expect(isRefused(compose, address)).toBe(true);
  });

  it('is named by the refusal, with the reason', () => {
    expect(strict.refusal('n8n', '10.0.0.1')?.message).toBe(
      'n8n leads to 10.0.0.1, which is not public; ALLOWED_TARGETS does not list it',
    );
    expect(open.refusal('169.254.169.254', '169.254.169.254')?.message).toBe(
      '169.254.169.254 belongs to a machine itself, or to its cloud; ALLOWED_TARGETS does not list it',
    );
  });
});

describe('S8: a host that jobs are sent to', () => {
  const guard = new TargetGuard({ names: ['n8n', '*.example.org'], networks: ['10.0.0.0/8'] });

  it.each(['n8n', 'N8N', 'n8n.', 'a.example.org', 'a.b.EXAMPLE.org', '10.9.9.9'])('%s is listed', (host) => {
    expect(guard.lists(host)).toBe(true);
  });

  it.each(['n8n.example', 'example.org', 'badexample.org', 'example.org.evil.test', '11.0.0.1', '::1'])(
    '%s is not listed',
    (host) => {
      expect(guard.lists(host)).toBe(false);
    },
  );

  it('may be any where the operator names none', () => {
    expect(open.lists('anywhere')).toBe(true);
  });
});
