/** The server's number for a key that is taken; its words differ from server to server. */
export const DUPLICATE_KEY = 11_000;

/** Whether a write was refused because its key is taken. */
export const isDuplicateKey = (error: unknown): boolean => (error as { code?: unknown }).code === DUPLICATE_KEY;
