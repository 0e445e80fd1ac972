import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { flushUs } from './slow-disk';
import type { Ratio } from './ratio';

/** One line of the table. `isMet` is absent where there is no goal; `isExact` figures are the same in each run. */
export interface Line {
  readonly measure: string;
  readonly against: string;
  readonly result: string;
  readonly goal: string;
  readonly isMet?: boolean;
  readonly isExact?: boolean;
}

/** How long the blocks are, and how large the stores. */
export interface Scale {
  readonly blocks: number;
  readonly blockSeconds: number;
  readonly sizes: readonly [small: number, large: number];
}

/** `9.80x (9.12 to 10.44)`. */
export const show = ({ median, low, high }: Ratio): string =>
  `${median.toFixed(2)}x (${low.toFixed(2)} to ${high.toFixed(2)})`;

/** Share of its CPU time that the host took away since the start. */
function stealShare(): string {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const ticks = line.trim().split(/\s+/).slice(1).map(Number);
  const total = ticks.reduce((sum, one) => sum + one, 0);
  return `${(((ticks[7] ?? 0) / total) * 100).toFixed(1)} %`;
}

/** Prints the table with its conditions, and writes both to `dist/bench.json`. `false`: an exact goal was missed. */
export function report(lines: readonly Line[]): boolean {
  const conditions = {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    flush: `${flushUs()} µs`,
    stolen: stealShare(),
  };
  const rows = lines.map(({ measure, against, result, goal, isMet }) => {
    const verdict = isMet === undefined ? '' : isMet ? 'met' : 'not met';
    return `| ${measure} | ${against} | ${result} | ${goal} | ${verdict} |`;
  });
  const head = ['| measure | against | result | goal | |', '|---|---|---|---|---|'];
  const said = Object.entries(conditions).map(([name, value]) => `${name}: ${value}`);
  process.stdout.write(`\n${[...head, ...rows].join('\n')}\n\n${said.join(' · ')}\n`);
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/bench.json', JSON.stringify({ conditions, lines }, null, 2));
  return lines.every(({ isExact, isMet }) => isExact !== true || isMet === true);
}
