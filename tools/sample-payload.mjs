// Payloads for trying job types out.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats.default(new Ajv2020({ strict: false, logger: false }));
const GENERIC_TEXT = 'A sample text';

export const oneOf = (values) => values[Math.floor(Math.random() * values.length)];

const PROMPTS = [
  'Write a haiku about queues',
  'Summarise the minutes of the last meeting in five lines',
  'Name three risks of doing nothing, with one remedy each',
  'Turn this list into a table: apples 3, pears 5, plums 8',
  'Explain what a lease is to somebody who never saw one',
];
const PEOPLE = ['ada@example.org', 'grace@example.org', 'alan@example.org', 'edsger@example.org'];
const SUBJECTS = ['Your order is on its way', 'Your report is ready', 'Welcome', 'A question about your invoice'];

/** Livelier than what the schemas of the built-in types say. */
const BUILT_IN = {
  prompt: () => ({ prompt: oneOf(PROMPTS) }),
  email: () => ({ to: oneOf(PEOPLE), subject: oneOf(SUBJECTS), body: 'Hello, this is a trial message.' }),
  report: () => ({
    report_type: oneOf(['sales', 'stock', 'visits']),
    format: oneOf(['pdf', 'csv']),
    date_range: oneOf(['2026-01', { from: '2026-01-01', to: '2026-01-31' }]),
  }),
  notification: () => ({
    user_id: `user-${1 + Math.floor(Math.random() * 500)}`,
    channel: oneOf(['push', 'sms', 'email']),
    message: oneOf(SUBJECTS),
  }),
};

/** A payload that the schema of the type takes, or `null` when none can be told from what the schema says. */
export function samplePayload({ name, schema }) {
  const takes = ajv.compile(schema);
  const makers = [BUILT_IN[name], () => sampleOf(schema)].filter((make) => make !== undefined);
  return makers.map((make) => make()).find((payload) => isObject(payload) && takes(payload)) ?? null;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a schema says itself comes first; `undefined`: it does not say enough. */
function sampleOf(schema) {
  if (!isObject(schema)) return undefined;
  if ('const' in schema) return schema.const;
  for (const values of [schema.examples, schema.enum]) if (values?.length > 0) return oneOf(values);
  if ('default' in schema) return schema.default;
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return variants.map(sampleOf).find((value) => value !== undefined);
  return BY_TYPE[[schema.type].flat()[0]]?.(schema);
}

const BY_TYPE = {
  object: ({ required = [], properties = {} }) =>
    Object.fromEntries(required.map((name) => [name, sampleOf(properties[name])])),
  array: ({ minItems = 0, items }) => Array.from({ length: minItems }, () => sampleOf(items)),
  string: ({ format, minLength = 0, maxLength = Infinity }) =>
    FORMATS[format]?.() ?? GENERIC_TEXT.padEnd(minLength, '.').slice(0, maxLength),
  integer: ({ minimum = 0 }) => Math.ceil(minimum),
  number: ({ minimum = 0 }) => minimum,
  boolean: () => oneOf([true, false]),
  null: () => null,
};

const FORMATS = {
  email: () => oneOf(PEOPLE),
  uri: () => 'https://example.org/',
  date: () => '2026-01-22',
  'date-time': () => '2026-01-22T10:00:00Z',
  uuid: () => '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11',
};
