import type { CallbackEntry } from '@fasttrack/contracts';
import { CALLBACK_BODY_KEPT_BYTES } from '@fasttrack/contracts';
import { beginningOf } from '@fasttrack/foundation/http/body-beginning';
import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { callbackIdAt } from '@fasttrack/jobs/callbacks/callback-id';
import { shownName } from '@fasttrack/jobs/shown-name';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { proofOf } from '../callback-proof';
import type { Judgement } from './callback-verdict';
import type { Redactor } from './redactor';

/** A job's id as the log has it, whatever somebody sent for one. */
export const loggedJobId = (jobId: string): string => wellFormed(shownName(jobId));

/** What the log keeps of a callback: of one without proof only when, from where and to which route it came. */
export function callbackEntryOf(
  reply: FastifyReply,
  { verdict, attempt }: Judgement,
  { at, redact }: { readonly at: Date; readonly redact: Redactor },
): CallbackEntry {
  const { request } = reply;
  const seen = {
    ...{ id: callbackIdAt(at), at: at.toISOString(), verdict },
    ...{ address: request.ip, path: request.routeOptions.url ?? '', status: reply.statusCode },
  };
  const proof = proofOf(request);
  if (verdict === 'unauthorized' || !proof) return seen;
  const named = namedRun(request, proof.grant);
  const run = attempt ?? named.attempt;
  return {
    ...seen,
    proof: proof.kind,
    requestId: request.id,
    ...(named.jobId !== undefined && { jobId: loggedJobId(redact(named.jobId)) }),
    ...(run !== undefined && { attempt: run }),
    ...bodyOf(request, redact),
  };
}

/** The run that the token or the body names, as far as they do. */
function namedRun(
  { body }: FastifyRequest,
  grant: { readonly jobId: string; readonly attempt: number } | undefined,
): { readonly jobId?: string; readonly attempt?: number } {
  if (grant) return { jobId: grant.jobId, attempt: grant.attempt };
  if (!isPlainObject(body)) return {};
  const { jobId, attempt } = body as { readonly jobId?: unknown; readonly attempt?: unknown };
  return {
    ...(typeof jobId === 'string' && jobId !== '' && { jobId }),
    ...(Number.isSafeInteger(attempt) && { attempt: attempt as number }),
  };
}

function bodyOf(request: FastifyRequest, redact: Redactor): Pick<CallbackEntry, 'body' | 'truncated'> {
  const beginning = beginningOf(request);
  if (!beginning || beginning.text === '') return {};
  // Secrets go before the cut, which could leave half of one.
  const text = redact(beginning.text);
  const bytes = Buffer.from(text);
  const isLong = bytes.length > CALLBACK_BODY_KEPT_BYTES;
  return {
    body: isLong ? wholeCharacters(bytes.subarray(0, CALLBACK_BODY_KEPT_BYTES)) : text,
    ...((isLong || beginning.isCut) && { truncated: true }),
  };
}

/** Half a character at the end is left out. */
const wholeCharacters = (bytes: Buffer): string => new TextDecoder().decode(bytes, { stream: true });

/** Stores take no half of a pair of surrogates. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
