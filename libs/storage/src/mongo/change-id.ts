import { randomBytes } from 'node:crypto';

const BYTES = 9;

/** A text that no other write of any process has. */
export const newChangeId = (): string => randomBytes(BYTES).toString('base64url');
