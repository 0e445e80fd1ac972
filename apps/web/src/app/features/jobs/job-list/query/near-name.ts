/** The name that was probably meant, if one is near enough; case does not count. */
function nearName(written: string, names: readonly string[]): string | undefined {
  const text = written.toLowerCase();
  const [best] = names
    .map((name) => ({ name, steps: stepsBetween(text, name.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  return best && best.steps <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** ` Did you mean "status"?`, or nothing. */
export function didYouMean(written: string, names: readonly string[]): string {
  const name = nearName(written, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}

/** How many letters have to be put in, left out, changed or swapped with their neighbour. */
function stepsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= from.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const change = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const steps = Math.min(change, at(i - 1, j) + 1, at(i, j - 1) + 1, isSwap ? at(i - 2, j - 2) + 1 : Infinity);
      rows[i]?.push(steps);
    }
  }
  return at(from.length, to.length);
}
