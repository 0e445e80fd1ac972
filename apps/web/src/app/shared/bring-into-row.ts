/** Scrolls a row that is wider than its place, and nothing else, until all of an item of it shows. */
export function bringIntoRow(row: HTMLElement, item: HTMLElement): void {
  const [seen, all] = [item.getBoundingClientRect(), row.getBoundingClientRect()];
  if (seen.left < all.left) row.scrollLeft -= all.left - seen.left;
  else if (seen.right > all.right) row.scrollLeft += seen.right - all.right;
}
