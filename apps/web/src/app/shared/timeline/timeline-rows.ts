import type { JobEventView } from '@fasttrack/contracts';
import { HISTORY_HEAD } from '@fasttrack/contracts';
import { TimelineDraft } from './timeline-draft';
import { withCallbacksInVain } from './timeline-callbacks';
import type { TimelineCallback, TimelineRow, TimelineSource } from './timeline-row';

/**
 * Turns the history of a job into the lines of its timeline, with the callbacks that are no part of it; `now` ends what
 * goes on. Events it cannot read are skipped.
 */
export function timelineOf(
  source: TimelineSource,
  now: number,
  callbacks: readonly TimelineCallback[] = [],
): TimelineRow[] {
  const draft = new TimelineDraft(Date.parse(source.scheduledFor ?? ''));
  const omitted = source.historyOmitted ?? 0;
  source.history.forEach((event, index) => {
    if (omitted > 0 && index === HISTORY_HEAD) draft.leaveOut(omitted);
    const at = Date.parse(event.at);
    if (!Number.isNaN(at)) add(draft, event, at, source);
  });
  return withCallbacksInVain(draft.finish(source, now), callbacks);
}

function add(draft: TimelineDraft, event: JobEventView, at: number, { resultValid }: TimelineSource): void {
  switch (event.event) {
    case 'created':
      draft.wait('Waited for a slot', at);
      break;
    case 'claimed':
      draft.close(at);
      draft.begin({ kind: 'attempt', label: `Attempt ${event.attempt}`, tone: 'running' }, at);
      break;
    case 'handed_over':
      draft.remark(`handed over to ${event.by}`);
      break;
    case 'completed':
      draft.end(event, at, resultValid === false ? 'malformed' : 'completed');
      break;
    case 'run_failed':
      draft.end(event, at, 'failed');
      draft.begin({ kind: 'backoff', label: 'Backoff', tone: 'backoff' }, at);
      break;
    case 'put_back':
      draft.end(event, at, 'put-back');
      draft.wait('Waited again', at);
      break;
    case 'failed':
      draft.end(event, at, 'failed');
      break;
    case 'cancelled':
      draft.end(event, at, 'cancelled');
      break;
    case 'retried':
      // The link to an edited copy is such an event too, and changes nothing here.
      if (event.to === 'PENDING') draft.wait('Waited after a retry', at);
      break;
  }
}
