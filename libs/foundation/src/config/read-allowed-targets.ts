import { isNetwork } from '../targets/address-class';
import { TargetGuard } from '../targets/target-guard';
import type { AiSettings, AllowedTargets, Target } from './app-config';

/** A host name, or all names below one. */
const NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** Reads `n8n,*.example.org,10.0.0.0/8`; `null` when nothing is said. What is wrong is added to `faults`. */
export function readAllowedTargets(value: string | undefined, faults: string[]): AllowedTargets | null {
  if (value === undefined) return null;
  const names: string[] = [];
  const networks: string[] = [];
  for (const entry of value.split(',').map((part) => part.trim().toLowerCase())) {
    if (isNetwork(entry)) networks.push(entry);
    else if (NAME.test(entry) && !/(^|\.)\d+$/.test(entry)) names.push(entry);
    else faults.push(`ALLOWED_TARGETS: "${entry}" is neither a host name, nor *. and one, nor an address or network`);
  }
  return { names, networks };
}

/** Adds a fault for each host that the configuration sends jobs to, and that the list lacks. */
export function refuseOthers(
  allowed: AllowedTargets | null,
  targets: ReadonlyMap<string, Target>,
  ai: AiSettings | null,
  faults: string[],
): void {
  const guard = new TargetGuard(allowed);
  const places = [
    ...[...targets.values()].map(({ url }) => url),
    ...(ai && ai.server.url !== '' ? [ai.server.url] : []),
  ];
  const hosts = new Set(places.map((url) => new URL(url).hostname.replace(/^\[|\]$/g, '')));
  for (const host of hosts)
    if (!guard.lists(host)) faults.push(`ALLOWED_TARGETS does not list ${host}, where jobs would be sent`);
}
