import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { guardedConnector } from '@fasttrack/foundation/targets/guarded-connector';
import { TargetGuard } from '@fasttrack/foundation/targets/target-guard';
import { Agent } from 'undici';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The connections to one target: kept open, as many as it has slots, only to allowed addresses, and for no answer that is
 * longer than a result may be. An answer may take `answerTimeoutMs`; 0: who sends waits no longer than it wants.
 */
export const targetAgent = ({ sending, callbackMaxBytes, allowedTargets }: AppConfig, answerTimeoutMs: number): Agent =>
  new Agent({
    connections: sending.slotsPerTarget,
    pipelining: 1,
    connect: guardedConnector(
      new TargetGuard(allowedTargets),
      Math.min(CONNECT_TIMEOUT_MS, answerTimeoutMs || CONNECT_TIMEOUT_MS),
    ),
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxResponseSize: callbackMaxBytes,
  });
