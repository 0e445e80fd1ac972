import { StringDecoder } from 'node:string_decoder';
import type { FastifyRequest } from 'fastify';
import { isCallbackRoute } from './open-routes';

const KEPT_BYTES = 8192;
const beginnings = new WeakMap<FastifyRequest, { readonly bytes: Buffer; readonly length: number }>();

/** Remembers how the body of a callback began, as it came; those of other routes are not kept. */
export function rememberBeginning(request: FastifyRequest, body: Buffer): void {
  if (isCallbackRoute(request))
    beginnings.set(request, { bytes: Buffer.from(body.subarray(0, KEPT_BYTES)), length: body.length });
}

/** The beginning of a callback's body as text, and whether the body was longer; `null`: none was read. */
export function beginningOf(request: FastifyRequest): { readonly text: string; readonly isCut: boolean } | null {
  const beginning = beginnings.get(request);
  if (!beginning) return null;
  const { bytes, length } = beginning;
  // Half a character at the end is left out.
  return { text: new StringDecoder('utf8').write(bytes), isCut: length > bytes.length };
}
