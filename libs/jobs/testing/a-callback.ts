import type { CallbackEntry } from '@fasttrack/contracts';
import { callbackIdAt } from '../src/callbacks/callback-id';

/** An accepted callback of some time; name only what matters. */
export function aCallback(overrides: Partial<CallbackEntry> = {}): CallbackEntry {
  const at = overrides.at ?? '2026-01-01T00:00:00.000Z';
  return {
    ...{ id: callbackIdAt(new Date(at)), at, verdict: 'accepted', address: '127.0.0.1' },
    ...{ path: '/webhook/callback', status: 200 },
    ...overrides,
  };
}
