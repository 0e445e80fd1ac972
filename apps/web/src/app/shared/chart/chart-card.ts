import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { Icon } from '../icon';
import type { ChartPicture } from './chart';
import { Chart } from './chart';

/** What one colour or kind of line stands for. */
export interface LegendEntry {
  readonly name: string;
  /** Custom property, `--c-ok`. */
  readonly colour: string;
  readonly look: 'box' | 'line' | 'dashed';
}

/** The values of a chart in words. The first cell of a row names it. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart under its heading, which can be read as a table instead. */
@Component({
  selector: 'ft-chart-card',
  imports: [Chart, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chart-card.html',
  styleUrl: './chart-card.scss',
})
export class ChartCard {
  readonly heading = input.required<string>();
  /** Beside the heading: `per hour`. */
  readonly note = input('');
  readonly legend = input<readonly LegendEntry[]>([]);
  readonly picture = input.required<ChartPicture>();
  readonly summary = input.required<string>();
  readonly table = input.required<ChartTable>();
  /** Stands over the chart while it has nothing to show. */
  readonly emptyText = input('');

  protected readonly isTable = signal(false);
  protected readonly change = computed(() => (this.isTable() ? 'Show as chart' : 'Show as table'));

  protected turn(): void {
    this.isTable.update((isTable) => !isTable);
  }
}
