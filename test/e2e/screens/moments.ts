const SECOND_MS = 1000;
const MOMENT = /^@-?\d+$/;

/** A moment as seconds from now: the pictures are taken over minutes, and each one has its own now. */
export const ahead = (seconds: number): string => `@${seconds}`;
/** The same for what is past. */
export const ago = (seconds: number): string => ahead(-seconds);

/** The same value with its moments as times. */
export const timed = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_name, part: unknown) =>
    typeof part === 'string' && MOMENT.test(part)
      ? new Date(Date.now() + Number(part.slice(1)) * SECOND_MS).toISOString()
      : part,
  ) as T;
