import type { Field } from './field';
import { fieldOf } from './field';
import { jsonText } from './json-value';
import { blankOf, startOf } from './payload-start';
import type { Schema } from './schema';

const ROOT: Schema = {
  $defs: { name: { type: 'string', maxLength: 20, title: 'Name' }, loop: { $ref: '#/$defs/loop' } },
};
const field = (part: unknown, name = 'user_id'): Field => fieldOf(ROOT, part, name, true);

describe('fieldOf', () => {
  it.each([
    [
      { type: 'string', maxLength: 200 },
      { kind: 'text', rows: 1, maxLength: 200 },
    ],
    [
      { type: 'string', maxLength: 5000 },
      { kind: 'text', rows: 11 },
    ],
    [
      { type: 'string', format: 'date' },
      { kind: 'text', rows: 1, format: 'date' },
    ],
    [{ type: ['string', 'null'] }, { kind: 'text' }],
    [{ type: 'integer' }, { kind: 'number', isWhole: true }],
    [{ type: 'number' }, { kind: 'number', isWhole: false }],
    [{ type: 'boolean' }, { kind: 'choice', options: [{ label: 'Yes' }, { label: 'No' }] }],
    [{ enum: ['a', 2] }, { kind: 'choice', options: [{ label: 'a' }, { label: '2' }] }],
    [{ const: 2 }, { kind: 'fixed' }],
    [{ type: 'object', properties: { a: {} } }, { kind: 'group' }],
    [{ type: 'object', additionalProperties: { type: 'string' } }, { kind: 'pairs' }],
    [{ type: 'object' }, { kind: 'json' }],
    [{ type: 'array', items: { type: 'string' } }, { kind: 'list' }],
    [{ type: 'array' }, { kind: 'json' }],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, { kind: 'variants' }],
    [{ anyOf: [{ type: 'string' }, {}] }, { kind: 'json' }],
    [{ anyOf: [{ $ref: '#/$defs/name' }, { type: 'null' }] }, { kind: 'text', label: 'Name', maxLength: 20 }],
    [
      { oneOf: [{ type: 'null' }, { type: 'integer' }], title: 'Count' },
      { kind: 'number', label: 'Count' },
    ],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] }, { kind: 'variants' }],
    [{ type: 'string', if: {} }, { kind: 'json' }],
    [{ $ref: '#/$defs/name' }, { kind: 'text', label: 'Name', maxLength: 20 }],
    [{ $ref: '#/$defs/loop' }, { kind: 'json' }],
    [{ $ref: '#/$defs/nothing' }, { kind: 'json' }],
    [true, { kind: 'json' }],
    [{}, { kind: 'json' }],
  ])('draws %j', (part, expected) => {
    expect(field(part)).toMatchObject(expected);
  });

  it('makes a label of a name without a title', () => {
    expect(field({}, 'user_id').label).toBe('User id');
    expect(field({}, 'orderNumber').label).toBe('Order number');
    expect(field({}, '').label).toBe('');
  });
});

describe('startOf', () => {
  it('has what is fixed or has a default, and nothing else', () => {
    const schema: Schema = {
      type: 'object',
      required: ['terms', 'customer', 'name', 'version'],
      properties: {
        terms: { default: 'net 30' },
        customer: {
          type: 'object',
          required: ['kind'],
          properties: { kind: { const: 'b2b' }, name: { type: 'string' } },
        },
        name: { type: 'string' },
        version: { const: 2 },
        count: { type: 'integer', default: 1 },
        other: { const: 3 },
      },
    };
    expect(jsonText(startOf(schema, schema)!)).toBe(
      '{"terms":"net 30","customer":{"kind":"b2b"},"version":2,"count":1}',
    );
  });

  it('ends where a schema holds itself', () => {
    const schema: Schema = { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } };
    expect(startOf(schema, schema)).toBeDefined();
    expect(blankOf(schema, { type: 'array' })).toEqual([]);
    expect(blankOf(schema, { type: 'string' })).toBe('');
  });
});
