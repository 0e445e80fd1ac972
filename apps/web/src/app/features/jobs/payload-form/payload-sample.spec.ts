import { jsonText, readJson } from './json-value';
import { withSamples } from './payload-sample';
import type { Schema } from './schema';

const sample = (schema: Schema, text = '{}'): unknown =>
  JSON.parse(jsonText(withSamples(schema, schema, readJson(text)!)));
const requiring = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...more,
});

describe('withSamples', () => {
  it('puts examples of the schema where required members are missing', () => {
    const schema = requiring({
      to: { type: 'string', examples: ['grace@acme.example'] },
      format: { type: 'string', enum: ['pdf', 'csv'] },
      copies: { type: 'integer', default: 2 },
    });
    expect(sample(schema)).toEqual({ to: 'grace@acme.example', format: 'pdf', copies: 2 });
  });

  it('leaves what is written and what may be missing', () => {
    const schema = { ...requiring({ a: { type: 'string' } }), properties: { a: {}, b: { examples: [1] } } };
    const written = readJson('{"a":"mine","c":9007199254740993}')!;
    expect(withSamples(schema, schema, written)).toBe(written);
    expect(sample(schema, '{"c":1}')).toEqual({ a: '<a>', c: 1 });
  });

  it.each([
    [{ type: 'string' }, '<x>'],
    [{}, '<x>'],
    [{ type: 'string', format: 'email' }, 'ada@example.org'],
    [{ type: 'integer', minimum: 5 }, 5],
    [{ type: ['number', 'null'] }, 1],
    [{ type: 'boolean' }, true],
    [{ type: 'array', items: { type: 'string' } }, []],
    [{ type: 'array', minItems: 1, items: { type: 'boolean' } }, [true]],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
    [requiring({ y: { type: 'string' } }), { y: '<y>' }],
  ])('stands a placeholder for %j', (schema, expected) => {
    expect(sample(requiring({ x: schema }))).toEqual({ x: expected });
  });

  it('looks into what is begun', () => {
    const schema = requiring({ inner: requiring({ a: { type: 'string' }, b: { type: 'boolean' } }) });
    expect(sample(schema, '{"inner":{"a":"mine"}}')).toEqual({ inner: { a: 'mine', b: true } });
    const list = requiring({ lines: { type: 'array', items: requiring({ sku: { examples: ['AB-12'] } }) } });
    expect(sample(list, '{"lines":[{},{"sku":"mine"}]}')).toEqual({ lines: [{ sku: 'AB-12' }, { sku: 'mine' }] });
  });

  it('ends where a schema holds itself', () => {
    const schema: Schema = requiring({ next: { $ref: '#' } });
    expect(sample(schema)).toEqual({ next: {} });
  });

  it('ends soon where a schema holds itself in several places', () => {
    const node = { $ref: '#/$defs/node' };
    const orNone = { anyOf: [node, { type: 'null' }] };
    const own = { op: { type: 'string' }, left: orNone, middle: orNone, right: orNone };
    const schema: Schema = requiring({ tree: node }, { $defs: { node: requiring(own) } });
    expect(sample(schema)).toEqual({ tree: { op: '<op>', left: null, middle: null, right: null } });
    expect(sample(schema, '{"tree":{"op":"+","left":{"op":"1"},"middle":null,"right":null}}')).toEqual({
      tree: { op: '+', left: { op: '1', left: null, middle: null, right: null }, middle: null, right: null },
    });
  });

  it('stands a placeholder for a text however deep it is', () => {
    const deep = Array.from({ length: 9 }).reduce<Schema>((inner) => requiring({ x: inner }), { type: 'string' });
    expect(JSON.stringify(sample(deep))).toContain('"x":"<x>"');
  });

  it('ends where a list or a choice holds itself', () => {
    const list: Schema = { type: 'array', minItems: 1, items: { $ref: '#/properties/list' } };
    expect(JSON.stringify(sample(requiring({ list })))).toBe('{"list":[[[[[[[[{}]]]]]]]]}');
    const choice: Schema = { anyOf: [{ $ref: '#/properties/choice' }, { type: 'string' }, { type: 'integer' }] };
    expect(sample(requiring({ choice }))).toEqual({ choice: {} });
  });

  it('leaves a payload that is no object', () => {
    expect(sample(requiring({ a: {} }), '[1]')).toEqual([1]);
  });
});
