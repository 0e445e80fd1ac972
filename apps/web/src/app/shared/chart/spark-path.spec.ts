import { faded } from './chart-colours';
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPath } from './spark-path';

const pointsOf = (line: string): number[][] =>
  line
    .slice(1)
    .split('L')
    .map((point) => point.split(' ').map(Number));

describe('sparkPath', () => {
  it('goes from left to right, higher for more, and ends where the dot is', () => {
    const path = sparkPath([0, 5, 10])!;
    const [first, middle, last] = pointsOf(path.line);
    expect([first, middle, last].map((point) => point![0])).toEqual([2.5, 34, 65.5]);
    expect(first![1]).toBeGreaterThan(middle![1]!);
    expect(middle![1]).toBeGreaterThan(last![1]!);
    expect(path.end).toEqual({ x: last![0], y: last![1] });
  });

  it('stays inside its box, whatever comes', () => {
    const values = Array.from({ length: 168 }, (_, at) => (at % 7 === 0 ? null : Math.sin(at) * 1e9 + 1e9));
    for (const [x, y] of pointsOf(sparkPath(values)!.line)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(SPARK_WIDTH);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(SPARK_HEIGHT);
    }
  });

  it('is nothing where there is nothing to see', () => {
    expect(sparkPath([])).toBeNull();
    expect(sparkPath([4])).toBeNull();
    expect(sparkPath([null, 4, null])).toBeNull();
    expect(sparkPath([0, 0, 0])).toBeNull();
  });

  it('bridges gaps and thins out many values', () => {
    expect(pointsOf(sparkPath([1, null, 2])!.line)).toHaveLength(2);
    expect(pointsOf(sparkPath(Array.from({ length: 300 }, (_, at) => at))!.line)).toHaveLength(30);
  });
});

it.each([
  ['rgb(31, 102, 201)', 'rgba(31, 102, 201, 0.09)'],
  ['rgba(31, 102, 201, 0.5)', 'rgba(31, 102, 201, 0.09)'],
  ['', ''],
])('%p lets through most of what is behind it: %p', (colour, expected) => {
  expect(faded(colour, 0.09)).toBe(expected);
});
