import { isUtf8 } from 'node:buffer';
import { JSON_MAX_DEPTH } from '@fasttrack/contracts';
import type { FastifyInstance } from 'fastify';
import { parse } from 'secure-json-parse';
import { InvalidRequestError } from '../errors/fast-track-error';
import { rememberBeginning } from './body-beginning';

const refuse = (detail: string): InvalidRequestError => new InvalidRequestError([{ pointer: '', detail }]);

/** What the sender of another content type is told. */
export const JSON_ONLY = 'The body must be JSON, sent with the header content-type: application/json';

/** Nesting of a JSON text, counted before it is parsed; brackets inside strings do not count. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) at = endOfString(text, at);
    else if (char === 0x5b || char === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x5d || char === 0x7d) depth--;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

/** The JSON of a body; `undefined` when it is empty. Throws `InvalidRequestError`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw refuse('the body is not UTF-8');
  const text = body.toString('utf8');
  if (depthOf(text) > JSON_MAX_DEPTH) throw refuse(`the body is nested deeper than ${JSON_MAX_DEPTH} levels`);
  try {
    return parse(text, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw refuse(reasonOf(error));
  }
}

/** What is wrong, without the text around it: errors are logged and bodies are not. */
function reasonOf(error: unknown): string {
  const message = String(error);
  if (message.includes('forbidden prototype property'))
    return 'the body has a member __proto__ or constructor.prototype';
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  return `the body is not JSON${position === undefined ? '' : `: it ends or goes wrong at character ${position}`}`;
}

/** Takes JSON bodies and nothing else: an empty one is `undefined`, every other content type 415. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    rememberBeginning(request, body as Buffer);
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
