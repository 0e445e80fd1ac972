import type { CallbackEntry, CallbackVerdict } from '@fasttrack/contracts';
import { CALLBACK_VERDICTS } from '@fasttrack/contracts';
import { SHOWN_ID } from './job-states';
import { ago, timed } from './moments';

const STATUS_OF: Readonly<Record<CallbackVerdict, number>> = {
  accepted: 200,
  duplicate: 200,
  late: 200,
  'stale attempt': 409,
  malformed: 400,
  'unknown job': 404,
  unauthorized: 401,
};

/** A callback of each verdict, newest first. */
export const callbacks = (): readonly CallbackEntry[] => timed(CALLBACK_VERDICTS.map(callbackOf));

const callbackOf = (verdict: CallbackVerdict, index: number): CallbackEntry => ({
  id: `019ab7e2-4b11-7c3e-8a52-00000000000${index}`,
  at: ago(5 + index),
  verdict,
  jobId: SHOWN_ID,
  attempt: 2,
  address: '172.18.0.4',
  path: '/webhook/callback',
  status: STATUS_OF[verdict],
  ...(verdict !== 'unauthorized' && { proof: 'secret' as const, body: '{"jobId":"019ab7e2","result":"{}"}' }),
  ...(verdict === 'duplicate' && { leftOut: 12 }),
});
