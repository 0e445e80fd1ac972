import type { JobView, WaitingFor } from '@fasttrack/contracts';
import type { IconName } from '../../../shared/icon-paths';
import { durationText, shortTime } from '../../../shared/time-text';
import { askedAt } from './job-state';

/** Why a job is not done yet, in words. */
export interface Why {
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
}

type Waiting = Pick<
  JobView,
  'status' | 'type' | 'priority' | 'attempts' | 'maxAttempts' | 'error' | 'waitingFor' | 'createdAt' | 'history'
>;

interface Wait {
  readonly job: Waiting;
  readonly executor: string | undefined;
  readonly now: number;
  readonly cap: number | undefined;
  readonly message: string | undefined;
  /** When the wait ends by itself, and how long that is off. */
  readonly end: { readonly time: string; readonly left: string } | null;
}

const nameOf = (executor = 'its worker'): string => (executor === 'simulated' ? 'the built-in stand-in' : executor);
const why = (icon: IconName, title: string, detail: string): Why => ({ icon, title, detail });

const WORDS: Readonly<Record<WaitingFor['reason'], (wait: Wait) => Why>> = {
  worker: (wait) => (wait.executor === 'pull' ? waitsForPull(wait) : waitsForSlot(wait)),
  backoff: ({ job, end }) =>
    why('hourglass', end ? `Next try at ${end.time}.` : 'Waits for its next try.', lastRun(job, end?.left)),
  schedule: ({ end }) =>
    why(
      'calendar',
      end ? `Scheduled for ${end.time}.` : 'Scheduled.',
      end ? `Not handed out before, ${end.left}.` : '',
    ),
  callback: (wait) => why('hourglass', `Waits for ${nameOf(wait.executor)} to call back.`, callbackText(wait)),
  cap: ({ job, cap }) =>
    why(
      'clock',
      `As many ${job.type} jobs run as may run at once${cap === undefined ? '' : `: ${cap}`}.`,
      'It starts when one of them ends.',
    ),
  paused: ({ job }) => why('clock', `The type ${job.type} is paused.`, 'It starts when somebody lets the type go on.'),
  target: ({ end, message = '' }) =>
    why(
      'clock',
      'The target takes no more jobs for now.',
      `${sentence(message)}${end ? ` Next try at ${end.time}, ${end.left}.` : ''}`.trim(),
    ),
};

/** Says what a job waits for; `null` when it waits for nothing. `executor` is who runs jobs of its type. */
export function whyOf(job: Waiting, executor: string | undefined, now: number): Why | null {
  const { status, waitingFor } = job;
  if (!waitingFor || (status !== 'PENDING' && status !== 'PROCESSING')) return null;
  const until = Date.parse(waitingFor.until ?? '');
  const end = Number.isNaN(until) ? null : { time: shortTime(until, now), left: leftText(until, now) };
  if (!Object.hasOwn(WORDS, waitingFor.reason)) return why('clock', 'It waits.', '');
  const { reason, cap, message } = waitingFor;
  return WORDS[reason]({ job, executor, now, cap, message, end });
}

const leftText = (until: number, now: number): string =>
  until > now ? `in ${durationText(until - now)}` : 'any moment now';

const sentence = (text: string): string => (text === '' ? '' : `${text.replace(/[.\s]+$/, '')}.`);

function waitsForSlot({ job, now, message }: Wait): Why {
  if (message !== undefined) return why('clock', `Nobody takes ${job.type} jobs.`, sentence(message));
  const since = `In line since ${shortTime(askedAt(job), now)} with priority ${job.priority}.`;
  return why('clock', 'Waits for a free slot.', since);
}

const waitsForPull = ({ job, message = 'Nobody pushes jobs of this type: a worker has to ask for them' }: Wait): Why =>
  why('clock', `Waits for a worker of type ${job.type}.`, sentence(message));

function lastRun({ attempts, maxAttempts, error }: Waiting, left: string | undefined): string {
  const rest = maxAttempts - attempts;
  const runs = rest === 1 ? '1 run is left' : `${rest} runs are left`;
  const reason = error ? `The last run failed: ${error.message}` : 'The last run did not finish';
  return `${reason.replace(/[.\s]+$/, '')}. ${runs}${left === undefined ? '' : `, the next ${left}`}.`;
}

function callbackText({ job, now, end }: Wait): string {
  const handedOver = job.history.findLast(({ event }) => event === 'handed_over');
  const since = handedOver ? `Handed over at ${shortTime(Date.parse(handedOver.at), now)}` : 'Handed over';
  return end ? `${since}, must call back by ${end.time}, ${end.left}.` : `${since}.`;
}
