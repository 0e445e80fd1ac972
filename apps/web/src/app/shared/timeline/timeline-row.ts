import type { JobView } from '@fasttrack/contracts';

/** What of a job its timeline is drawn from. */
export type TimelineSource = Pick<
  JobView,
  'status' | 'history' | 'historyOmitted' | 'resultValid' | 'scheduledFor' | 'waitingFor'
>;

/** How a bar went or goes on. */
export type TimelineTone =
  'scheduled' | 'waiting' | 'backoff' | 'running' | 'completed' | 'malformed' | 'failed' | 'cancelled' | 'put-back';

/** A length of time of a job's life. Times are in milliseconds since 1970; `end` is never before `start`. */
export interface TimelineBar {
  readonly kind: 'schedule' | 'wait' | 'attempt' | 'backoff';
  readonly id: string;
  readonly label: string;
  readonly tone: TimelineTone;
  readonly start: number;
  readonly end: number;
  /** It goes on: `end` is now. */
  readonly isOpen: boolean;
  /** When it ends by itself. Only while it goes on. */
  readonly until?: number;
  readonly note?: string;
}

/** A callback: one that changed the job, or one that came in vain. */
export interface TimelineMark {
  readonly at: number;
  readonly text: string;
  readonly isInVain?: boolean;
}

/** A callback as the timeline is told of it. */
export interface TimelineCallback {
  /** ISO 8601. */
  readonly at: string;
  /** `accepted`, or why it changed nothing. */
  readonly verdict: string;
}

/** Words at a place of a line. */
export interface LineLabel {
  readonly text: string;
  /** Where they begin, in percent. */
  readonly left: number;
  /** Up to where they may reach, in percent. */
  readonly right: number;
}

/** A line of the timeline. */
export type TimelineRow =
  | TimelineBar
  | { readonly kind: 'callbacks'; readonly id: string; readonly marks: readonly TimelineMark[] }
  | { readonly kind: 'gap'; readonly id: string; readonly omitted: number };
