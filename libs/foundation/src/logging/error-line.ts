import { withoutCredentials } from './without-secrets';

/** How far causes are followed. */
const MAX_DEPTH = 5;

/** An error as it stands in a log. */
export interface ErrorLine {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: ErrorLine;
}

/**
 * What a log may say about an error. Drivers hang the command, with its password, or the document, with its payload, on
 * their errors: nothing is taken over but what is named here.
 */
export function errorLine(error: unknown, depth = MAX_DEPTH): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutCredentials(String(error)) };
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name,
    message: withoutCredentials(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.stack !== undefined && { stack: withoutCredentials(error.stack) }),
    ...(error.cause !== undefined && depth > 0 && { cause: errorLine(error.cause, depth - 1) }),
  };
}
