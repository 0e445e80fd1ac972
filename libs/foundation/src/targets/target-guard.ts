import type { AllowedTargets } from '../config/app-config';
import { classOf, holds, isNetwork } from './address-class';

/** A connection that was not made, because of where it led. No request meets it: it is why a run failed. */
class TargetRefusedError extends Error {
  readonly code = 'target.refused';

  constructor(host: string, address: string, why: string) {
    super(host === address ? `${address} ${why}` : `${host} leads to ${address}, which ${why}`);
    this.name = 'TargetRefusedError';
  }
}

/** Says whom this process may connect to when it sends jobs. */
export class TargetGuard {
  /** `null`: the operator names no hosts, and is trusted with those that are configured. */
  constructor(private readonly allowed: AllowedTargets | null) {}

  /** Whether jobs may be sent to a host of a configured address: a name, or an address as it stands there. */
  lists(host: string): boolean {
    if (!this.allowed) return true;
    const { names, networks } = this.allowed;
    if (isNetwork(host)) return networks.some((network) => holds(network, host));
    const name = host.toLowerCase().replace(/\.$/, '');
    return names.some((one) => (one.startsWith('*.') ? name.endsWith(one.slice(1)) : name === one));
  }

  /** Why nobody may connect to an address that a host leads to; `null`: it is allowed. */
  refusal(host: string, address: string): Error | null {
    if (this.allowed?.networks.some((network) => holds(network, address))) return null;
    const kind = classOf(address);
    if (kind === 'public' || (kind === 'private' && !this.allowed)) return null;
    const why = kind === 'never' ? 'belongs to a machine itself, or to its cloud' : 'is not public';
    return new TargetRefusedError(host, address, `${why}; ALLOWED_TARGETS does not list it`);
  }
}
