import * as ipaddr from 'ipaddr.js';

/** What an address is to a process that connects to it: `never` is no place of a worker, but perhaps of the cloud's keys. */
export type AddressClass = 'public' | 'private' | 'never';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds tell a machine its keys, beside the link-local addresses; and behind a translator, whose is unknown. */
const NEVER_NETWORKS = [
  ...['100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'],
  ...['fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00:42::42/128'],
  '64:ff9b:1::/48',
].map((network) => ipaddr.parseCIDR(network));
/** IPv6 addresses in which an IPv4 address stands, from one of their bytes on: of translators, compatible ones, and 6to4. */
const AROUND_IPV4 = (
  [
    ['64:ff9b::/96', 12],
    ['::ffff:0:0:0/96', 12],
    ['::/96', 12],
    ['2002::/16', 2],
  ] as const
).map(([network, from]) => ({ network: ipaddr.IPv6.parseCIDR(network), from }));
const NEVER_RANGES: readonly string[] = ['linkLocal', 'unspecified', 'multicast', 'broadcast'];

/** The class of an IPv4 or IPv6 address, or of the IPv4 address that is written inside it. */
export function classOf(text: string): AddressClass {
  const address = parseAddress(text);
  if (NEVER_NETWORKS.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits)))
    return 'never';
  const range = address.range();
  if (NEVER_RANGES.includes(range)) return 'never';
  return range === 'unicast' ? 'public' : 'private';
}

/** Whether a network such as `10.0.0.0/8`, or an address alone, holds the address. */
export function holds(network: string, text: string): boolean {
  const [base, bits] = parseNetwork(network);
  const address = parseAddress(text);
  return address.kind() === base.kind() && address.match(base, bits);
}

/** Whether a text is an address or a network. Only whole dotted addresses: `10.1` or `012.0.0.1` mean different things to different programs. */
export const isNetwork = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ||
  ipaddr.IPv4.isValidCIDRFourPartDecimal(text) ||
  ipaddr.IPv6.isValid(text) ||
  ipaddr.IPv6.isValidCIDR(text);

function parseNetwork(text: string): [Address, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = parseAddress(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** An address that stands for an IPv4 address is that one. */
function parseAddress(text: string): Address {
  const address = ipaddr.process(text.replace(/%.*$/, ''));
  if (address instanceof ipaddr.IPv4 || address.range() === 'loopback') return address;
  const outer = AROUND_IPV4.find(({ network: [base, bits] }) => address.match(base, bits));
  return outer ? new ipaddr.IPv4(address.toByteArray().slice(outer.from, outer.from + 4)) : address;
}
