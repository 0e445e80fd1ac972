import type { ChartOptions, TooltipOptions } from 'chart.js';
import type { Colours } from './chart-colours';

const FAMILY = "'Inter Variable', system-ui, sans-serif";
const AXIS = { family: FAMILY, size: 11, weight: 500 } as const;
const SETTLES_MS = 200;

/** Whether a person asked for less movement. */
const wantsStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What all charts look like that stand on a line of time. `tick` writes the values beside them. */
export function timeChartLook(colours: Colours, tick: (value: number) => string) {
  const ticks = { color: colours['ink-3'], font: AXIS };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: wantsStillness() ? false : { duration: SETTLES_MS },
    interaction: { mode: 'index', intersect: false },
    plugins: { tooltip: tooltipLook(colours) },
    scales: {
      x: {
        stacked: true,
        border: { color: colours.line },
        grid: { display: false },
        ticks: { ...ticks, maxTicksLimit: 7, maxRotation: 0, autoSkipPadding: 20 },
      },
      y: {
        beginAtZero: true,
        border: { display: false },
        grid: { color: colours.grid },
        ticks: { ...ticks, maxTicksLimit: 5, padding: 6, callback: (value) => tick(Number(value)) },
      },
    },
  } satisfies ChartOptions<'bar'> & ChartOptions<'line'>;
}

function tooltipLook(colours: Colours) {
  return {
    backgroundColor: colours.raised,
    borderColor: colours.line,
    borderWidth: 1,
    cornerRadius: 8,
    padding: 10,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 5,
    caretSize: 0,
    titleColor: colours.ink,
    bodyColor: colours['ink-2'],
    titleFont: { family: FAMILY, size: 12, weight: 600 },
    bodyFont: { family: FAMILY, size: 12 },
  } satisfies Partial<TooltipOptions>;
}
