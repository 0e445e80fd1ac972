import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { injectIsPhone } from '../../core/is-phone';
import { Now } from '../../core/now';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../core/payload-privacy';
import { Icon } from '../icon';
import { durationText, shortTime } from '../time-text';
import { axisOf, percentOf } from './timeline-axis';
import type { TimelineCallback, TimelineRow, TimelineSource } from './timeline-row';
import { timelineOf } from './timeline-rows';
import type { LineView } from './timeline-view';
import { lineViewOf } from './timeline-view';

/** Lines that are shown before somebody asks for all. */
const LINES_AT_FIRST = 12;
const LEGEND = {
  scheduled: 'Scheduled',
  waiting: 'Waiting',
  backoff: 'Backoff',
  callback: 'Callback',
  vain: 'Callback in vain',
} as const;

/** The life of a job as bars over time, growing while it runs, and the same as a table. */
@Component({
  selector: 'ft-timeline',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  private readonly clock = inject(Now);
  private readonly privacy = inject(PayloadPrivacy);
  private readonly isPhone = injectIsPhone();

  readonly job = input.required<TimelineSource>();
  /** What came in about the job. */
  readonly callbacks = input<readonly TimelineCallback[]>([]);

  private readonly isOver = computed(() => !['PENDING', 'PROCESSING'].includes(this.job().status));
  /** A job that has ended does not ask for the time each second. */
  private readonly now = computed(() => (this.isOver() ? Date.now() : this.clock.ms()));
  /** What a worker said of an event is hidden with the payloads. */
  private readonly source = computed(() => (this.privacy.isHidden() ? withoutNotes(this.job()) : this.job()));
  private readonly rows = computed(() => timelineOf(this.source(), this.now(), this.callbacks()));
  private readonly shownRows = computed(() => (this.isWhole() ? this.rows() : this.rows().slice(-LINES_AT_FIRST)));
  private readonly isWhole = signal(false);
  protected readonly isTable = signal(false);
  protected readonly axis = computed(() => axisOf(this.shownRows(), this.isPhone()));
  protected readonly lines = computed(() => this.shownRows().map((row) => lineViewOf(row, this.axis(), this.now())));
  protected readonly hiddenCount = computed(() => this.rows().length - this.shownRows().length);
  protected readonly nowPercent = computed(() => {
    const open = this.shownRows().find((row) => 'isOpen' in row && row.isOpen);
    return open && 'end' in open ? percentOf(this.axis(), open.end) : null;
  });
  protected readonly summary = computed(() => summaryOf(this.rows(), this.now()));
  protected readonly legend = computed(() => {
    const looks = new Set(this.lines().flatMap(looksOf));
    return Object.entries(LEGEND).filter(([look]) => looks.has(look));
  });

  protected toggleTable(): void {
    this.isTable.update((isTable) => !isTable);
  }

  protected showAll(): void {
    this.isWhole.set(true);
  }
}

/** The looks of a line that the legend may have to explain. */
const looksOf = ({ tone, marks }: LineView): string[] =>
  tone === 'callback' ? marks.map(({ isInVain }) => (isInVain ? 'vain' : tone)) : [tone];

const withoutNotes = (job: TimelineSource): TimelineSource => ({
  ...job,
  history: job.history.map((event) => (event.note === undefined ? event : { ...event, note: HIDDEN_TEXT })),
});

function summaryOf(rows: readonly TimelineRow[], now: number): string {
  const bars = rows.filter((row) => 'start' in row);
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return '';
  const isOpen = bars.some((bar) => bar.isOpen);
  const end = Math.max(...bars.map((bar) => bar.end));
  return `${shortTime(first.start, now)} to ${isOpen ? 'now' : shortTime(end, now)}, ${durationText(end - first.start)}`;
}
