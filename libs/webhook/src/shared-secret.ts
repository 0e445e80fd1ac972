import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const HEADERS = ['x-shared-secret', 'x-webhook-secret'];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether one of the headers carries one of the secrets. Always compares every pair, each in constant time. */
export function hasSecret(headers: FastifyRequest['headers'], secrets: readonly string[]): boolean {
  const given = HEADERS.map((name) => headers[name]).filter((value) => typeof value === 'string');
  const pairs = given.flatMap((value) => secrets.map((secret) => timingSafeEqual(digest(value), digest(secret))));
  return pairs.includes(true);
}
