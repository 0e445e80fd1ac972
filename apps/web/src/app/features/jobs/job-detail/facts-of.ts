import type { JobView, Priority } from '@fasttrack/contracts';
import { durationText } from '../../../shared/time-text';
import type { TimelineBar } from '../../../shared/timeline/timeline-row';
import { timelineOf } from '../../../shared/timeline/timeline-rows';
import { retriedAt } from './job-state';
import { pairsOf } from '../metadata-pairs';

/** A line of the facts: words, a moment, a link to another job, an id to copy, or tags. */
export interface Fact {
  readonly name: string;
  readonly value:
    | { readonly kind: 'text' | 'moment' | 'job' | 'id'; readonly text: string }
    | { readonly kind: 'tags'; readonly tags: readonly string[] };
}

/** A titled group of facts. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  5: 'most urgent',
  4: 'urgent',
  3: 'normal',
  2: 'low',
  1: 'lowest',
};

type Kind = 'text' | 'moment' | 'job' | 'id';
const fact = (name: string, text: string | number | undefined, kind: Kind = 'text'): Fact[] =>
  text === undefined ? [] : [{ name, value: { kind, text: String(text) } }];

/** What is known about a job beside its input and result. Values that are not there take no line. */
export function factsOf(job: JobView, executor: string | undefined, now: number): FactGroup[] {
  const groups: FactGroup[] = [
    { title: 'Facts', facts: [...ofRun(job, executor, now), ...ofTime(job), ...ofOrigin(job)] },
    { title: 'Usage', facts: ofUsage(job) },
    { title: 'Metadata', facts: ofMetadata(job) },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}

function ofRun(job: JobView, executor: string | undefined, now: number): Fact[] {
  const since = retriedAt(job) === undefined ? '' : ' since the retry';
  return [
    ...fact('Type', job.type),
    ...fact('Executor', executor),
    ...fact('Priority', `${job.priority}, ${PRIORITY_WORDS[job.priority]}`),
    ...fact('Attempts', `${job.attempts} of ${job.maxAttempts}${since}`),
    ...fact('Runs', job.attempt > job.attempts ? job.attempt : undefined),
    ...fact('Expects', job.expects),
    ...ofLengths(job, now),
  ];
}

/**
 * Lengths of several waits or runs are added up, and called so. Before a job is due it does not wait. When a backoff is over
 * no history tells, so that what lies between two runs is one length.
 */
function ofLengths(job: JobView, now: number): Fact[] {
  const bars = timelineOf(job, now).filter((row) => 'start' in row);
  const ofKind = (wanted: TimelineBar['kind']): TimelineBar[] => bars.filter(({ kind }) => kind === wanted);
  const inAll = (word: string, some: readonly TimelineBar[]): Fact[] =>
    fact(some.length > 1 ? `${word} in all` : word, sumOf(some));
  return [
    ...inAll('Waited', ofKind('wait')),
    ...fact('Between runs', sumOf(ofKind('backoff'))),
    ...inAll('Ran', ofKind('attempt')),
  ];
}

const sumOf = (bars: readonly TimelineBar[]): string | undefined =>
  bars.length === 0 ? undefined : durationText(bars.reduce((sum, { start, end }) => sum + end - start, 0));

const ofTime = (job: JobView): Fact[] => [
  ...fact('Created', job.createdAt, 'moment'),
  ...fact('Started', job.startedAt, 'moment'),
  ...fact('Ended', job.completedAt, 'moment'),
  ...fact('Not before', job.scheduledFor, 'moment'),
  ...fact('Expires', job.expiresAt, 'moment'),
];

const ofOrigin = (job: JobView): Fact[] => [
  ...fact('Key', job.key),
  ...(job.tags && job.tags.length > 0 ? [{ name: 'Tags', value: { kind: 'tags', tags: job.tags } } as const] : []),
  ...fact('Retry of', job.retryOf, 'job'),
  ...fact('Retried as', job.retriedAs, 'job'),
  ...fact('Id', job.id, 'id'),
];

const ofUsage = ({ usage }: JobView): Fact[] => [
  ...fact('Model', usage?.model),
  ...fact('Input tokens', usage?.inputTokens?.toLocaleString('en')),
  ...fact('Output tokens', usage?.outputTokens?.toLocaleString('en')),
];

const ofMetadata = ({ metadata = {} }: JobView): Fact[] =>
  pairsOf(metadata).flatMap(([name, text]) => fact(name, text));
