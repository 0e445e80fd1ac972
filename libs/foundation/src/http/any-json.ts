/** JSON Schema of any JSON value: a list, because the description of the API shows an empty schema as an object. */
export const ANY_JSON = ['object', 'array', 'string', 'number', 'boolean', 'null'].map((type) => ({
  type,
  ...(type === 'array' && { items: {} }),
}));
