import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TrendView } from '@fasttrack/contracts';
import type { LegendEntry } from '../../shared/chart/chart-card';
import { ChartCard } from '../../shared/chart/chart-card';
import type { Colours } from '../../shared/chart/chart-colours';
import { perBucket } from './bucket-words';
import { OUTCOMES, finishedPicture, finishedTable } from './finished-picture';
import { RANGE_WORDS, finishedOf } from './trend-rates';

const number = new Intl.NumberFormat();

/** How many jobs ended, bucket by bucket, and how. */
@Component({
  selector: 'ft-finished-chart',
  imports: [ChartCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-chart-card
      heading="Finished jobs"
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
export class FinishedChart {
  readonly trend = input.required<TrendView>();

  protected readonly legend: readonly LegendEntry[] = OUTCOMES.map(({ name, colour }) => ({
    ...{ name, colour: `--${colour}` },
    look: 'box',
  }));
  protected readonly note = computed(() => perBucket(this.trend()));
  protected readonly picture = computed(() => {
    const trend = this.trend();
    return (colours: Colours) => finishedPicture(trend, colours);
  });
  protected readonly table = computed(() => finishedTable(this.trend()));
  protected readonly summary = computed(() => {
    const { total, range } = this.trend();
    const counts = OUTCOMES.map(({ count, name }) => `${number.format(total[count])} ${name.toLowerCase()}`);
    return `Finished jobs ${this.note()} in the last ${RANGE_WORDS[range]}: ${counts.join(', ')}. The table has each value.`;
  });
  protected readonly emptyText = computed(() => {
    const { total, range } = this.trend();
    return finishedOf(total) === 0 ? `No job finished in the last ${RANGE_WORDS[range]}.` : '';
  });
}
