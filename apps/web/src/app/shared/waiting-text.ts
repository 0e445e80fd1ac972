import type { WaitingFor } from '@fasttrack/contracts';
import type { IconName } from './icon-paths';
import { shortTime } from './time-text';

interface Waiting {
  readonly icon: IconName;
  readonly text: string;
}

/** Why a job has not ended yet, in words with a sign. */
export function waitingText({ reason, until }: WaitingFor, nowMs: number): Waiting {
  const time = until === undefined ? undefined : shortTime(Date.parse(until), nowMs);
  switch (reason) {
    case 'worker':
      return { icon: 'clock', text: 'Waits for a free worker' };
    case 'schedule':
      return { icon: 'calendar', text: time === undefined ? 'Scheduled' : `Scheduled for ${time}` };
    case 'backoff':
      return { icon: 'hourglass', text: time === undefined ? 'Waits for its next try' : `Next try at ${time}` };
    case 'cap':
      return { icon: 'clock', text: 'Waits: as many of its type as allowed are running' };
    case 'paused':
      return { icon: 'clock', text: 'Waits: its type is paused' };
    case 'target':
      return {
        icon: 'clock',
        text: time === undefined ? 'Waits for its target' : `Its target takes no more until ${time}`,
      };
    case 'callback':
      return {
        icon: 'webhook',
        text: time === undefined ? 'Waits for the callback' : `Waits for the callback until ${time}`,
      };
    default:
      return { icon: 'clock', text: 'Waits' };
  }
}
