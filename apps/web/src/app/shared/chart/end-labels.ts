import type { Chart, Plugin } from 'chart.js';

const LINE_HEIGHT = 15;
const GAP = 8;

interface Label {
  readonly text: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

/** Writes the latest value of each line at its right end. `write` gets the value and the number of the line. */
export const endLabels = (write: (value: number, line: number) => string): Plugin<'line'> => ({
  id: 'endLabels',
  afterDatasetsDraw: (chart) => {
    const labels = apart(labelsOf(chart, write), chart.chartArea.top, chart.chartArea.bottom);
    const { ctx } = chart;
    ctx.save();
    ctx.font = "600 11px 'Inter Variable', system-ui, sans-serif";
    ctx.textBaseline = 'middle';
    for (const { text, colour, x, y } of labels) {
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
    }
    ctx.restore();
  },
});

function labelsOf(chart: Chart, write: (value: number, line: number) => string): readonly Label[] {
  return chart.data.datasets.flatMap(({ data, borderColor }, line) => {
    const at = data.findLastIndex((value) => typeof value === 'number');
    const [value, point] = [data[at], chart.getDatasetMeta(line).data[at]];
    if (typeof value !== 'number' || !point || typeof borderColor !== 'string') return [];
    return [{ text: write(value, line), colour: borderColor, x: chart.chartArea.right + GAP, y: point.y }];
  });
}

/** Moves labels that would lie on each other, in the order in which they stand, and keeps them between top and bottom. */
function apart(labels: readonly Label[], top: number, bottom: number): readonly Label[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const room = Math.max(top, bottom - (sorted.length - 1) * LINE_HEIGHT);
  let least = top;
  return sorted.map((label, at) => {
    const y = Math.min(Math.max(label.y, least), room + at * LINE_HEIGHT);
    least = y + LINE_HEIGHT;
    return { ...label, y };
  });
}
