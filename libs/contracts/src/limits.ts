/** Longest prompt, in UTF-16 code units. The shortest is 1, and it must not be blank. */
export const PROMPT_MAX_LENGTH = 5000;
/** Characters of a prompt or result that a list row carries. */
export const EXCERPT_LENGTH = 500;
/** Characters of a job's title. */
export const TITLE_LENGTH = 160;
export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;
/** `X-Total-Count` stops here. */
export const TOTAL_COUNT_CAP = 10_000;
/** Most jobs that a list leaves out before its first row. */
export const OFFSET_MAX = 10_000;
/** Jobs that one list may look at to find its rows. */
export const EXAMINED_MAX = 20_000;
/** Largest request body, in bytes. */
export const BODY_MAX_BYTES = 1024 * 1024;
/** Largest body of `POST /jobs/batch`, in bytes. */
export const BATCH_MAX_BYTES = 16 * 1024 * 1024;
/** Most jobs that one `POST /jobs/batch` submits. */
export const BATCH_MAX_JOBS = 1000;
/** Longest `Idempotency-Key`. */
export const IDEMPOTENCY_KEY_MAX_LENGTH = 255;
/** Most jobs that one `POST /jobs/bulk` names. */
export const BULK_MAX_IDS = 100;
/** Jobs that a dry run shows. */
export const BULK_SAMPLE = 10;
/** Jobs that an operation changes in a second, when the request does not say, and at most. */
export const BULK_PACE_DEFAULT = 200;
export const BULK_PACE_MAX = 10_000;
/** Operations that `GET /operations` lists, when the request does not say, and at most. */
export const OPERATIONS_LIMIT_DEFAULT = 20;
export const OPERATIONS_LIMIT_MAX = 100;
/** Longest time that a request may wait for something to happen. */
export const WAIT_MAX_SECONDS = 60;
/** Deepest nesting of a JSON body. */
export const JSON_MAX_DEPTH = 32;
export const MAX_ATTEMPTS_DEFAULT = 3;
export const MAX_ATTEMPTS_LIMIT = 25;
export const PRIORITY_DEFAULT = 3;
/** Longest `key` of a job, in UTF-16 code units. */
export const KEY_MAX_LENGTH = 200;
/** Longest text that is searched for, in UTF-16 code units. */
export const SEARCH_MAX_LENGTH = 200;
export const TAGS_MAX = 10;
export const TAG_MAX_LENGTH = 64;
/** Largest `metadata`, in bytes of its JSON text. */
export const METADATA_MAX_BYTES = 4096;
/** Most jobs of one type that may be allowed to run at once. */
export const CONCURRENCY_MAX = 10_000;
/** How far ahead `scheduledFor` and `expiresAt` may lie. */
export const SCHEDULE_MAX_DAYS = 365;
/** Events kept from the start and from the end of a job's history. */
export const HISTORY_HEAD = 10;
export const HISTORY_TAIL = 90;

/** Whether a text holds nothing but white space. */
export const isBlank = (text: string): boolean => text.trim() === '';
