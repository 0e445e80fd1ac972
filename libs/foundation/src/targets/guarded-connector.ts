import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { TargetGuard } from './target-guard';

/** Finds the addresses of a name, as `dns.lookup` does when it is asked for all. */
export type FindAddresses = (
  host: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A name without addresses. No request meets it: it is why a run failed. */
class NoAddressError extends Error {
  readonly code = 'target.no-address';

  constructor(host: string) {
    super(`${host} has no address`);
    this.name = 'NoAddressError';
  }
}

/**
 * Connects for an agent of undici, and only to addresses that the guard allows. The address is checked that is connected
 * to, and at each connection anew: a name that leads elsewhere by then gains nothing.
 */
export function guardedConnector(
  guard: TargetGuard,
  timeoutMs: number,
  find: FindAddresses = systemLookup,
): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(guard, find) });
  return (options, done) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // An address needs no look-up, so nothing would be asked there.
    const refusal = isIP(host) === 0 ? null : guard.refusal(host, host);
    if (refusal) done(refusal, null);
    else connect(options, done);
  };
}

/** Leaves out the addresses that are not allowed; fails when no other is left. */
function guardedLookup(guard: TargetGuard, find: FindAddresses): LookupFunction {
  return (host, options, done) => {
    find(host, { ...options, all: true }, (error, found) => {
      if (error) {
        done(error, '', 0);
        return;
      }
      const refusals = found.map(({ address }) => guard.refusal(host, address));
      const [first, ...others] = found.filter((_address, index) => refusals[index] === null);
      if (!first) done(refusals[0] ?? new NoAddressError(host), '', 0);
      else if (options.all) done(null, [first, ...others]);
      else done(null, first.address, first.family);
    });
  };
}
