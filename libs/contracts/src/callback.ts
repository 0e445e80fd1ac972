/** What can become of a call of the callback routes, in the order screens show them. */
export const CALLBACK_VERDICTS = [
  /** It changed the job. */
  'accepted',
  /** The same outcome again, for the run that ended the job. */
  'duplicate',
  /** The job had ended by something else: cancelled, out of time, or by another run. */
  'late',
  /** It is about another run than the one that the job is in. */
  'stale attempt',
  /** Proven, but its body is no callback. */
  'malformed',
  /** Proven and understood, but there is no such job. */
  'unknown job',
  /** It carried no valid proof: nothing of it was read. */
  'unauthorized',
] as const;
export type CallbackVerdict = (typeof CALLBACK_VERDICTS)[number];

/** By what a callback was proven: the shared secret in a header, a signature over its bytes, or the token in its path. */
export type CallbackProofKind = 'secret' | 'signature' | 'token';

/** Bytes of a callback's body that the log keeps. */
export const CALLBACK_BODY_KEPT_BYTES = 4096;

/** One call of the callback routes, as `GET /callbacks` answers it. A field without a value is absent. */
export interface CallbackEntry {
  /** UUIDv7: newer entries have greater ids. */
  readonly id: string;
  /** ISO 8601, UTC: when it came. */
  readonly at: string;
  readonly verdict: CallbackVerdict;
  /** The job that it named; with `unknown job`, what stood in its place, cut when it was long. */
  readonly jobId?: string;
  /** The run that it named; when it named none and the job is known, the run that it was taken for. */
  readonly attempt?: number;
  readonly proof?: CallbackProofKind;
  /** Where it came from. */
  readonly address: string;
  /** The path without its token: `/webhook/callback/:token`. */
  readonly path: string;
  /** Status of the answer. */
  readonly status: number;
  /** Absent with `unauthorized`, of which only time, address and path are kept. */
  readonly requestId?: string;
  /** The beginning of the body as text, at most {@link CALLBACK_BODY_KEPT_BYTES}. Text, never HTML. */
  readonly body?: string;
  /** `true`: the body was longer. */
  readonly truncated?: boolean;
  /** Calls like this one, right before it, that were too many to be kept one by one. */
  readonly leftOut?: number;
}
