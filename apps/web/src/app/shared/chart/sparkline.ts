import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPath } from './spark-path';

/** The course of a figure, as small as a word. It says nothing that stands nowhere else, so readers of a screen skip it. */
@Component({
  selector: 'ft-sparkline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (path(); as drawn) {
      <svg [attr.viewBox]="box" aria-hidden="true">
        <path class="area" [attr.d]="drawn.area" />
        <path class="line" [attr.d]="drawn.line" />
        <circle [attr.cx]="drawn.end.x" [attr.cy]="drawn.end.y" r="2" />
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      inline-size: 68px;
      block-size: 24px;
      color: var(--spark, var(--c-run));
    }
    /* With nothing to draw it leaves its room to the words beside it. */
    :host(:empty) {
      display: none;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
    .line {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    .area,
    circle {
      fill: currentColor;
    }
    .area {
      opacity: 0.14;
    }
  `,
})
export class Sparkline {
  /** From the oldest to the newest; `null` where nothing is known. */
  readonly values = input.required<readonly (number | null)[]>();

  protected readonly box = `0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`;
  protected readonly path = computed(() => sparkPath(this.values()));
}
