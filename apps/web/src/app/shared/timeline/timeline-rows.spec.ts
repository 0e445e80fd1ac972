import type { JobEventName, JobEventView, JobStatus } from '@fasttrack/contracts';
import type { TimelineRow, TimelineSource } from './timeline-row';
import { timelineOf } from './timeline-rows';

const BASE = Date.parse('2026-11-24T13:59:12.000Z');
const MOVES: Readonly<Record<JobEventName, { from?: JobStatus; to: JobStatus }>> = {
  created: { to: 'PENDING' },
  claimed: { from: 'PENDING', to: 'PROCESSING' },
  handed_over: { from: 'PROCESSING', to: 'PROCESSING' },
  completed: { from: 'PROCESSING', to: 'COMPLETED' },
  run_failed: { from: 'PROCESSING', to: 'PENDING' },
  put_back: { from: 'PROCESSING', to: 'PENDING' },
  failed: { from: 'PROCESSING', to: 'FAILED' },
  cancelled: { from: 'PROCESSING', to: 'CANCELLED' },
  retried: { from: 'FAILED', to: 'PENDING' },
};

/** An event so many seconds after the beginning. */
function event(second: number, name: JobEventName, more: Partial<JobEventView> = {}): JobEventView {
  return {
    at: new Date(BASE + second * 1000).toISOString(),
    event: name,
    attempt: 1,
    by: 'api',
    ...MOVES[name],
    ...more,
  };
}

/** The timeline in short, seconds from the beginning. */
function drawn(history: JobEventView[], more: Partial<TimelineSource> = {}, nowSecond = 1000): string[] {
  const status = history.at(-1)?.to ?? 'PENDING';
  return timelineOf({ status, history, ...more }, BASE + nowSecond * 1000).map(short);
}
const second = (at: number): number => (at - BASE) / 1000;
function short(row: TimelineRow): string {
  if (row.kind === 'gap') return `gap ${row.omitted}`;
  if (row.kind === 'callbacks')
    return `callbacks ${row.marks.map((mark) => `${second(mark.at)} ${mark.text}`).join('; ')}`;
  const until = row.until === undefined ? '' : ` until ${second(row.until)}`;
  const note = row.note === undefined ? '' : ` (${row.note})`;
  return `${row.label} ${second(row.start)}-${row.isOpen ? 'now ' : ''}${second(row.end)} ${row.tone}${until}${note}`;
}

describe('timelineOf', () => {
  it('draws the wait, the attempt and the callback of a completed job', () => {
    const history = [event(0, 'created'), event(0.4, 'claimed'), event(5, 'completed', { by: 'callback' })];
    expect(drawn(history)).toEqual([
      'Waited for a slot 0-0.4 waiting',
      'Attempt 1 0.4-5 completed',
      'callbacks 5 accepted',
    ]);
  });

  it('says when the result of the attempt is not JSON', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(6, 'completed')];
    expect(drawn(history, { resultValid: false })[1]).toBe('Attempt 1 1-6 malformed (result is not JSON)');
  });

  it('draws failed attempts with their reason and the backoff between them', () => {
    const history = [
      event(0, 'created'),
      event(1, 'claimed'),
      event(160, 'run_failed', { by: 'callback', note: 'worker_error: 429: rate limit reached' }),
      event(191, 'claimed', { attempt: 2 }),
      event(200, 'failed', { attempt: 2, by: 'callback', note: 'worker_error: gave up' }),
    ];
    expect(drawn(history)).toEqual([
      'Waited for a slot 0-1 waiting',
      'Attempt 1 1-160 failed (worker_error: 429: rate limit reached)',
      'callbacks 160 failure accepted; 200 failure accepted',
      'Backoff 160-191 backoff',
      'Attempt 2 191-200 failed (worker_error: gave up)',
    ]);
  });

  it('lets what goes on grow to now', () => {
    const history = [event(0, 'created'), event(1, 'claimed')];
    expect(drawn(history, {}, 30)[1]).toBe('Attempt 1 1-now 30 running');
    expect(drawn(history, {}, 31)[1]).toBe('Attempt 1 1-now 31 running');
  });

  it.each([
    ['worker', 'Waits for a slot'],
    ['paused', 'Waits, type is paused'],
  ] as const)('says in words that a waiting job waits for: %s', (reason, label) => {
    expect(drawn([event(0, 'created')], { waitingFor: { reason } }, 5)).toEqual([`${label} 0-now 5 waiting`]);
  });

  it('says when the next try is due', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(2, 'run_failed')];
    const waitingFor = { reason: 'backoff', until: event(32, 'created').at } as const;
    expect(drawn(history, { waitingFor }, 10).at(-1)).toBe('Backoff 2-now 10 backoff until 32');
  });

  it('says until when a job that was handed over must be called back', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(2, 'handed_over', { by: 'n8n' })];
    const waitingFor = { reason: 'callback', until: event(1802, 'created').at } as const;
    expect(drawn(history, { waitingFor }, 10).at(-1)).toBe(
      'Attempt 1 1-now 10 running until 1802 (handed over to n8n)',
    );
  });

  it('draws a run that was put back and the wait after it', () => {
    const history = [
      event(0, 'created'),
      event(1, 'claimed'),
      event(3, 'put_back', { note: 'stopped: shutdown' }),
      event(4, 'claimed', { attempt: 2 }),
      event(9, 'completed', { attempt: 2 }),
    ];
    expect(drawn(history).slice(1, 4)).toEqual([
      'Attempt 1 1-3 put-back (stopped: shutdown)',
      'Waited again 3-4 waiting',
      'Attempt 2 4-9 completed',
    ]);
  });

  it('ends a wait that was cancelled or expired', () => {
    const cancelled = [event(0, 'created'), event(7, 'cancelled', { from: 'PENDING' })];
    expect(drawn(cancelled)).toEqual(['Waited for a slot 0-7 waiting (cancelled)']);
    const expired = [event(0, 'created'), event(9, 'failed', { from: 'PENDING', note: 'expired: nobody took it' })];
    expect(drawn(expired)).toEqual(['Waited for a slot 0-9 waiting (expired: nobody took it)']);
  });

  describe('of a job that is scheduled for later', () => {
    const scheduledFor = event(60, 'created').at;
    const cancelled = [event(0, 'created'), event(7, 'cancelled', { from: 'PENDING' })];

    it('lets it wait from its time on', () => {
      const run = [event(0, 'created'), event(63, 'claimed'), event(65, 'completed')];
      expect(drawn(run, { scheduledFor })).toEqual([
        'Scheduled 0-60 scheduled',
        'Waited for a slot 60-63 waiting',
        'Attempt 1 63-65 completed',
      ]);
      const late = [event(0, 'created'), event(70, 'cancelled', { from: 'PENDING' })];
      expect(drawn(late, { scheduledFor })).toEqual([
        'Scheduled 0-60 scheduled',
        'Waited for a slot 60-70 waiting (cancelled)',
      ]);
    });

    it('lets no wait begin when it ended before', () => {
      expect(drawn(cancelled, { scheduledFor })).toEqual(['Scheduled 0-7 scheduled (cancelled)']);
    });

    it('says how long it is scheduled yet, and that it waits when it is due', () => {
      const waitingFor = { reason: 'schedule', until: scheduledFor } as const;
      const created = [event(0, 'created')];
      expect(drawn(created, { scheduledFor, waitingFor }, 5)).toEqual(['Scheduled 0-now 5 scheduled until 60']);
      expect(drawn(created, { scheduledFor, waitingFor: { reason: 'paused' } }, 66)).toEqual([
        'Scheduled 0-60 scheduled',
        'Waits, type is paused 60-now 66 waiting',
      ]);
    });

    it('keeps to its time after a retry', () => {
      const retried = [...cancelled, event(20, 'retried', { from: 'CANCELLED' }), event(61, 'claimed')];
      expect(drawn(retried, { scheduledFor }, 62)).toEqual([
        'Scheduled 0-7 scheduled (cancelled)',
        'Scheduled 20-60 scheduled',
        'Waited after a retry 60-61 waiting',
        'Attempt 1 61-now 62 running',
      ]);
    });
  });

  it('ends an attempt that was cancelled', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(4, 'cancelled')];
    expect(drawn(history)[1]).toBe('Attempt 1 1-4 cancelled (cancelled)');
  });

  it('draws a callback that came before any run', () => {
    const history = [event(0, 'created'), event(2, 'completed', { from: 'PENDING', by: 'callback', attempt: 0 })];
    expect(drawn(history)).toEqual(['Waited for a slot 0-2 waiting', 'callbacks 2 accepted']);
  });

  it('begins to wait again after a retry, and not while the job stood ended', () => {
    const history = [
      event(0, 'created'),
      event(1, 'claimed'),
      event(2, 'failed', { note: 'rejected: no' }),
      event(60, 'retried', { note: 'before: rejected: no' }),
      event(61, 'claimed', { attempt: 2 }),
    ];
    expect(drawn(history, {}, 65).slice(2)).toEqual([
      'Waited after a retry 60-61 waiting',
      'Attempt 2 61-now 65 running',
    ]);
  });

  it('draws nothing for the link to an edited copy', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(2, 'completed')];
    const linked = [...history, event(9, 'retried', { from: 'COMPLETED', to: 'COMPLETED', note: 'as 019a' })];
    expect(drawn(linked)).toEqual(drawn(history));
  });

  it('never runs backwards, whatever the clocks say', () => {
    const history = [event(10, 'created'), event(9, 'claimed'), event(8, 'run_failed')];
    expect(drawn(history, {}, 0)).toEqual([
      'Waited for a slot 10-10 waiting',
      'Attempt 1 10-10 failed',
      'Backoff 10-now 10 backoff',
    ]);
  });

  it('skips an event whose time or name it cannot read', () => {
    const history = [
      event(0, 'created'),
      event(1, 'claimed', { at: 'yesterday' }),
      { ...event(2, 'created'), event: 'teleported' as JobEventName },
    ];
    expect(drawn(history, { status: 'PENDING' }, 5)).toEqual(['Waited for a slot 0-now 5 waiting']);
  });

  it('gives nothing for a history without events', () => {
    expect(drawn([])).toEqual([]);
  });

  describe('with events left out', () => {
    const runs = (from: number, count: number): JobEventView[] =>
      Array.from({ length: count }, (_, index) => [
        event(from + index * 2, 'claimed', { attempt: from + index }),
        event(from + index * 2 + 1, 'run_failed', { attempt: from + index }),
      ]).flat();

    it('says how many after the tenth', () => {
      const rows = drawn([event(0, 'created'), ...runs(1, 4), event(9, 'claimed', { attempt: 5 }), ...runs(500, 2)], {
        historyOmitted: 7,
      });
      const gap = rows.indexOf('gap 7');
      expect(rows[gap - 1]).toBe('Attempt 5 9-9 running (its end is left out)');
      expect(rows[gap + 1]).toBe('Attempt 500 500-501 failed');
    });

    it('shows the end of an attempt whose beginning is left out', () => {
      const head = [event(0, 'created'), ...runs(1, 4), event(9, 'claimed', { attempt: 5 })];
      const rows = drawn([...head, event(700, 'completed', { attempt: 60 })], { historyOmitted: 99 });
      expect(rows.at(-1)).toBe('Attempt 60 700-700 completed');
    });
  });

  it('names its lines so that they stay the same from poll to poll', () => {
    const history = [event(0, 'created'), event(1, 'claimed')];
    const ids = (events: JobEventView[]): string[] =>
      timelineOf({ status: 'PROCESSING', history: events }, BASE).map((row) => row.id);
    const longer = ids([...history, event(2, 'run_failed', { by: 'callback' }), event(3, 'claimed', { attempt: 2 })]);
    expect(longer.slice(0, 2)).toEqual(ids(history));
    expect(new Set(longer).size).toBe(longer.length);
  });

  it('adds the callbacks that came in vain to those that changed the job, in the order of time', () => {
    const history = [event(0, 'created'), event(1, 'claimed'), event(6, 'completed', { by: 'callback' })];
    const callbacks = [
      { at: history[2]!.at, verdict: 'accepted' },
      { at: event(4, 'created').at, verdict: 'stale attempt' },
      { at: event(9, 'created').at, verdict: 'duplicate' },
    ];
    const rows = timelineOf({ status: 'COMPLETED', history }, BASE, callbacks);
    expect(rows.map(short).at(-1)).toBe('callbacks 4 stale attempt; 6 accepted; 9 duplicate');
  });

  it('draws callbacks in vain of a job that no callback changed', () => {
    const history = [event(0, 'created'), event(1, 'cancelled', { from: 'PENDING' })];
    const rows = timelineOf({ status: 'CANCELLED', history }, BASE, [{ at: event(3, 'created').at, verdict: 'late' }]);
    expect(rows.map(short)).toEqual(['Waited for a slot 0-1 waiting (cancelled)', 'callbacks 3 late']);
  });
});
