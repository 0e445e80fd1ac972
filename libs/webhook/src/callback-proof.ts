import { Readable } from 'node:stream';
import type { CallbackProofKind } from '@fasttrack/contracts';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { BodyTooLargeError } from '@fasttrack/foundation/errors/fast-track-error';
import { isCallbackRoute } from '@fasttrack/foundation/http/open-routes';
import type { CallbackGrant } from '@fasttrack/foundation/signing/callback-token';
import { readCallbackToken } from '@fasttrack/foundation/signing/callback-token';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CallbackUnauthorizedError } from './callback.errors';
import { rawBodyOf } from './raw-body';
import { hasSecret } from './shared-secret';
import type { SignatureHead } from './signed-message';
import { messageKeyOf, signatureHeadOf } from './signed-message';

/** What is known of a callback before its body is parsed. */
export interface CallbackProof {
  readonly kind: CallbackProofKind;
  /** The one run that the token in its path is about. */
  readonly grant?: CallbackGrant;
  /** By what it is known again, when its sender signed it. */
  readonly messageKey?: string;
}

const EXPIRED = 'The token of this callback has expired';

const proofs = new WeakMap<FastifyRequest, CallbackProof>();
/** Callbacks whose signature is still to be compared with their bytes. */
const signed = new WeakMap<
  FastifyRequest,
  { readonly head: SignatureHead; readonly bound: Pick<CallbackProof, 'grant'> }
>();

/** Asks every route marked `isCallback` for its proof, before the body is parsed, and mostly before it is read. */
export function demandCallbackProof(fastify: FastifyInstance, secrets: readonly string[], clock: Clock): void {
  fastify.addHook('onRequest', async (request) => {
    if (isCallbackRoute(request)) lookAtHead(request, secrets, clock.now());
    return Promise.resolve();
  });
  fastify.addHook('preParsing', async (request, reply, payload) => {
    const claim = signed.get(request);
    if (!claim) return payload;
    try {
      const chunks = await rawBodyOf(request, payload);
      proofs.set(request, { ...claim.bound, kind: 'signature', messageKey: messageKeyOf(claim.head, chunks, secrets) });
      return Readable.from(chunks);
    } catch (error) {
      // The sender is still sending.
      if (error instanceof BodyTooLargeError) void reply.header('connection', 'close');
      throw error;
    }
  });
}

/** A token binds its callback to one run whatever else proves it. */
function lookAtHead(request: FastifyRequest, secrets: readonly string[], now: Date): void {
  const { token } = request.params as { token?: string };
  const grant = token === undefined ? null : readCallbackToken(token, secrets);
  const bound = grant ? { grant } : {};
  const kind = hasSecret(request.headers, secrets) ? 'secret' : grant && grant.expiresAt > now ? 'token' : undefined;
  if (kind) {
    proofs.set(request, { ...bound, kind });
    return;
  }
  const head = signatureHeadOf(request, now);
  if (!head) throw new CallbackUnauthorizedError(grant ? EXPIRED : undefined);
  signed.set(request, { head, bound });
}

/** Lets a request pass only if its proof was accepted: a route that misses the hook stays shut. */
@Injectable()
export class CallbackProofGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (proofs.has(context.switchToHttp().getRequest<FastifyRequest>())) return true;
    throw new CallbackUnauthorizedError();
  }
}

/** What is known of a callback that passed; `undefined`: none did. */
export const proofOf = (request: FastifyRequest): CallbackProof | undefined => proofs.get(request);
