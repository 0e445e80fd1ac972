/** Whether a value of a JSON document is an object: neither `null` nor an array. */
export const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
