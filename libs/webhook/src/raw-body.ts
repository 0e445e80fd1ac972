import { BodyTooLargeError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { FastifyRequest, RequestPayload } from 'fastify';

/** All bytes of a body, as they came. Rejects with `BodyTooLargeError` before it holds more than the route allows. */
export function rawBodyOf({ headers, routeOptions }: FastifyRequest, payload: RequestPayload): Promise<Buffer[]> {
  const limit = routeOptions.bodyLimit;
  return new Promise((resolve, reject) => {
    if (Number(headers['content-length']) > limit) {
      reject(new BodyTooLargeError(limit));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        // What still comes is read and dropped, so that the answer gets through.
        chunks.length = 0;
        reject(new BodyTooLargeError(limit));
      }
    });
    payload.once('end', () => {
      resolve(chunks);
    });
    payload.once('error', () => {
      reject(new InvalidRequestError([{ pointer: '', detail: 'the body broke off' }]));
    });
  });
}
