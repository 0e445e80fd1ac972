/**
 * The items by the id of their job; those of one job keep their order. Two batches that lock their jobs in this order
 * never wait for each other in a circle.
 */
export const inLockOrder = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
