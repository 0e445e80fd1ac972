import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TrendView } from '@fasttrack/contracts';
import type { ChartPicture } from '../../shared/chart/chart';
import type { ChartTable, LegendEntry } from '../../shared/chart/chart-card';
import { ChartCard } from '../../shared/chart/chart-card';
import type { Colours } from '../../shared/chart/chart-colours';

/** What a chart of the dashboard is about, and how a trend is drawn and told under it. */
export interface TrendSubject {
  readonly heading: string;
  readonly legend: readonly LegendEntry[];
  /** Beside the heading; empty: nothing to note. */
  readonly note: (trend: TrendView) => string;
  readonly picture: (trend: TrendView, colours: Colours) => ReturnType<ChartPicture>;
  readonly table: (trend: TrendView) => ChartTable;
  /** Everything that a reader of a screen is told about the picture. */
  readonly summary: (trend: TrendView) => string;
  /** Stands in place of the picture while there is nothing to draw; empty: there is. */
  readonly emptyText: (trend: TrendView) => string;
}

/** A subject of the trend as a chart, which can be read as a table instead. */
@Component({
  selector: 'ft-trend-chart',
  imports: [ChartCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-chart-card
      [heading]="subject().heading"
      [note]="subject().note(trend())"
      [legend]="subject().legend"
      [picture]="picture()"
      [summary]="subject().summary(trend())"
      [table]="table()"
      [emptyText]="subject().emptyText(trend())"
    />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      min-inline-size: 0;
    }
  `,
})
export class TrendChart {
  readonly subject = input.required<TrendSubject>();
  readonly trend = input.required<TrendView>();

  protected readonly picture = computed<ChartPicture>(() => {
    const [subject, trend] = [this.subject(), this.trend()];
    return (colours) => subject.picture(trend, colours);
  });
  protected readonly table = computed(() => this.subject().table(this.trend()));
}
