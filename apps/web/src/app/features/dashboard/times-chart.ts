import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { DurationsView, TrendView } from '@fasttrack/contracts';
import type { LegendEntry } from '../../shared/chart/chart-card';
import { ChartCard } from '../../shared/chart/chart-card';
import type { Colours } from '../../shared/chart/chart-colours';
import { spanText } from './age-text';
import { timesPicture, timesTable } from './times-picture';
import { RANGE_WORDS } from './trend-rates';

/** Fewer measured times than this say little. */
const SAMPLES_MIN = 20;
const LEGEND: readonly LegendEntry[] = [
  { name: 'Wait', colour: '--c-wait', look: 'line' },
  { name: 'Run', colour: '--c-run', look: 'line' },
];

/** How long jobs waited and ran, bucket by bucket: half of them, and 95 of 100. */
@Component({
  selector: 'ft-times-chart',
  imports: [ChartCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-chart-card
      heading="Wait and run time"
      [note]="note()"
      [legend]="legend"
      [picture]="picture()"
      [summary]="summary()"
      [table]="table()"
      [emptyText]="emptyText()"
    />
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
})
export class TimesChart {
  readonly trend = input.required<TrendView>();

  protected readonly legend = LEGEND;
  protected readonly note = computed(() => {
    const { wait, run } = this.trend().total;
    const isEmpty = wait === null && run === null;
    const isFew = (wait?.samples ?? 0) < SAMPLES_MIN || (run?.samples ?? 0) < SAMPLES_MIN;
    return !isEmpty && isFew ? 'few samples' : '';
  });
  protected readonly picture = computed(() => {
    const trend = this.trend();
    return (colours: Colours) => timesPicture(trend, colours);
  });
  protected readonly table = computed(() => timesTable(this.trend()));
  protected readonly summary = computed(() => {
    const { total, range } = this.trend();
    const told = [inWords('Waits', total.wait), inWords('Runs', total.run)].join(' ');
    return `Wait and run time in the last ${RANGE_WORDS[range]}. ${told} The table has each value.`;
  });
  protected readonly emptyText = computed(() => {
    const { total, range } = this.trend();
    return total.wait === null && total.run === null ? `No job started in the last ${RANGE_WORDS[range]}.` : '';
  });
}

function inWords(what: string, durations: DurationsView | null): string {
  if (!durations) return `${what}: none.`;
  const { p50Ms, p95Ms, samples } = durations;
  const few = samples < SAMPLES_MIN ? `, only ${samples} measured` : '';
  return `${what}: half took at most ${spanText(p50Ms)}, 95 of 100 at most ${spanText(p95Ms)}${few}.`;
}
