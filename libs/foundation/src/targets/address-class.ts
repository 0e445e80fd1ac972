import * as ipaddr from 'ipaddr.js';

/** What an address is to a process that connects to it: `never` is no place of a worker, but perhaps of the cloud's keys. */
export type AddressClass = 'public' | 'private' | 'never';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds tell a machine its keys, beside the link-local addresses. */
const METADATA = ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'];
const NEVER: readonly string[] = ['linkLocal', 'unspecified', 'multicast', 'broadcast'];

/** The class of an IPv4 or IPv6 address, or of the IPv4 address that is written inside it. */
export function classOf(text: string): AddressClass {
  const address = parseAddress(text);
  if (METADATA.some((one) => ipaddr.parse(one).toString() === address.toString())) return 'never';
  const range = address.range();
  if (NEVER.includes(range)) return 'never';
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

/** An address that stands for an IPv4 address is that one: mapped (`::ffff:10.0.0.1`), or behind a translator (`64:ff9b::a00:1`). */
function parseAddress(text: string): Address {
  const address = ipaddr.process(text.replace(/%.*$/, ''));
  const isTranslated = address instanceof ipaddr.IPv6 && ['rfc6052', 'rfc6145'].includes(address.range());
  return isTranslated ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address;
}
