import type { JobEventView } from '@fasttrack/contracts';
import type { TimelineBar, TimelineMark, TimelineRow, TimelineSource, TimelineTone } from './timeline-row';

type Draft = { -readonly [Part in keyof TimelineBar]: TimelineBar[Part] };

const OPEN_LABELS: Readonly<Record<string, string>> = {
  worker: 'Waits for a slot',
  cap: 'Waits for a free place',
  paused: 'Waits, type is paused',
  target: 'Waits for the target',
};

/** Puts the lines of a timeline together, event by event. At most one bar is open at a time. */
export class TimelineDraft {
  private readonly rows: TimelineRow[] = [];
  private readonly marks: TimelineMark[] = [];
  private open: Draft | null = null;
  private last = Number.NEGATIVE_INFINITY;
  private waitLabel = '';

  /** `dueAt`: the time that the job is scheduled for; `NaN`: none. */
  constructor(private readonly dueAt: number) {}

  /** Begins to wait; a job whose time has not come is only scheduled until then. */
  wait(label: string, at: number): void {
    this.waitLabel = label;
    if (at < this.dueAt) this.begin({ kind: 'schedule', label: 'Scheduled', tone: 'scheduled' }, at);
    else this.begin({ kind: 'wait', label, tone: 'waiting' }, at);
  }

  begin(bar: Pick<TimelineBar, 'kind' | 'label' | 'tone'>, at: number): void {
    this.close(at);
    const start = this.inOrder(at);
    this.open = { ...bar, id: `${bar.kind} ${this.rows.length}`, start, end: start, isOpen: false };
    this.rows.push(this.open);
  }

  /** Ends the open bar as it is. */
  close(at: number): void {
    this.passDue(at);
    if (this.open) this.open.end = Math.max(this.open.start, this.inOrder(at));
    this.open = null;
  }

  /** Ends the open bar, or an attempt whose beginning was left out, by an event that says how it went. */
  end(event: JobEventView, at: number, tone: TimelineTone): void {
    if (!this.open && event.from === 'PROCESSING') {
      this.begin({ kind: 'attempt', label: `Attempt ${event.attempt}`, tone }, at);
    }
    this.passDue(at);
    if (this.open) {
      if (this.open.kind === 'attempt') this.open.tone = tone;
      this.remark(noteOf(event, tone));
    }
    this.close(at);
    if (event.by === 'callback') this.mark(at, event.event !== 'completed');
  }

  remark(note: string | undefined): void {
    if (this.open && note !== undefined) this.open.note = note;
  }

  leaveOut(omitted: number): void {
    if (this.open) {
      this.remark('its end is left out');
      this.open = null;
    }
    this.rows.push({ kind: 'gap', id: 'gap', omitted });
  }

  finish({ status, waitingFor }: TimelineSource, now: number): TimelineRow[] {
    const isOver = status !== 'PENDING' && status !== 'PROCESSING';
    if (!isOver && waitingFor?.reason !== 'schedule') this.passDue(now);
    const { open } = this;
    if (open && !isOver) {
      open.isOpen = true;
      open.end = this.inOrder(now);
      const until = Date.parse(waitingFor?.until ?? '');
      if (!Number.isNaN(until)) open.until = until;
      if (open.kind === 'wait') open.label = OPEN_LABELS[waitingFor?.reason ?? ''] ?? open.label;
    }
    return this.rows;
  }

  /** What was scheduled waits from its time on. */
  private passDue(at: number): void {
    if (this.open?.kind !== 'schedule' || at <= this.dueAt) return;
    this.begin({ kind: 'wait', label: this.waitLabel, tone: 'waiting' }, this.dueAt);
  }

  /** Clocks of several machines may differ a little; a timeline never runs backwards. */
  private inOrder(at: number): number {
    this.last = Math.max(this.last, at);
    return this.last;
  }

  private mark(at: number, hasFailed: boolean): void {
    if (this.marks.length === 0) this.rows.push({ kind: 'callbacks', id: 'callbacks', marks: this.marks });
    this.marks.push({ at: this.inOrder(at), text: hasFailed ? 'failure accepted' : 'accepted' });
  }
}

function noteOf({ note }: JobEventView, tone: TimelineTone): string | undefined {
  if (tone === 'malformed') return 'result is not JSON';
  if (tone === 'cancelled') return 'cancelled';
  return note;
}
