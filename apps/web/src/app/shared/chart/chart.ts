import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, viewChild } from '@angular/core';
import type { ChartConfiguration } from 'chart.js';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Canvas,
  Filler,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { Colours } from './chart-colours';
import { ChartColours } from './chart-colours';

Canvas.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
);

/** What a chart shows, in the colours that it is given. Called again for each change of the theme. */
export type ChartPicture = (colours: Colours) => ChartConfiguration<'bar'> | ChartConfiguration<'line'>;

/** Draws a picture on a canvas as long as it stands there: again for each new picture and in each theme. */
@Component({
  selector: 'ft-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<canvas #canvas role="img" [attr.aria-label]="label()"></canvas>`,
  styles: `
    :host {
      display: block;
      position: relative;
      min-inline-size: 0;
    }
    canvas {
      position: absolute;
      inset: 0;
    }
  `,
})
export class Chart {
  private readonly colours = inject(ChartColours).colours;
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  private drawn: Canvas | undefined;

  readonly picture = input.required<ChartPicture>();
  /** Everything that a reader of a screen is told about it. */
  readonly label = input.required<string>();

  constructor() {
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      if (canvas) this.draw(canvas, this.picture()(this.colours()) as ChartConfiguration);
    });
    inject(DestroyRef).onDestroy(() => this.drawn?.destroy());
  }

  private draw(canvas: HTMLCanvasElement, picture: ChartConfiguration): void {
    if (!this.drawn) {
      this.drawn = new Canvas(canvas, picture);
      return;
    }
    this.drawn.data = picture.data;
    if (picture.options) this.drawn.options = picture.options;
    this.drawn.update();
  }
}
