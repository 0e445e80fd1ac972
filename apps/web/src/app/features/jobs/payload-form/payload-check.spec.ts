import { payloadFaults } from './payload-faults';

const faults = (schema: object, payload: unknown): string[] =>
  payloadFaults({ ...schema }, typeof payload === 'string' ? payload : JSON.stringify(payload)).map(
    ({ pointer, text }) => `${pointer} ${text}`,
  );
const ofText = (rules: object): object => ({ type: 'object', properties: { t: { type: 'string', ...rules } } });

describe('payloadFaults', () => {
  it('says where a text stops being JSON', () => {
    expect(faults({}, '{"a":\n }')).toEqual([' This is no JSON yet: line 2, column 2, expected a value.']);
  });

  it('names what is missing, unknown or of the wrong kind, once for each part', () => {
    const schema = {
      type: 'object',
      required: ['a', 'b'],
      additionalProperties: false,
      properties: { a: {}, b: { type: 'integer' } },
    };
    expect(faults(schema, { b: 'x', 'odd/one': 1 })).toEqual([
      '/a Fill this in: it is required.',
      '/b It must be a whole number.',
      '/odd~1one This is not a known member: take it away.',
    ]);
  });

  it('counts UTF-16 units, as the backend does', () => {
    expect(faults(ofText({ maxLength: 4 }), { t: '😀😀' })).toEqual([]);
    expect(faults(ofText({ maxLength: 4 }), { t: '😀😀x' })).toEqual([
      '/t Shorten it by 1: it has at most 4 characters.',
    ]);
    expect(faults(ofText({ minLength: 2 }), { t: '😀' })).toEqual([]);
    expect(faults(ofText({ minLength: 1 }), { t: '' })).toEqual(['/t Fill this in: it must not be blank.']);
  });

  it('takes a member that is called like a rule for a member', () => {
    const schema = { type: 'object', properties: { maxLength: { type: 'integer' }, pattern: { type: 'string' } } };
    expect(faults(schema, { maxLength: 'x', pattern: 'y' })).toEqual(['/maxLength It must be a whole number.']);
  });

  it.each([
    [{ format: 'email' }, 'grace@acme', 'Write a whole e-mail address, such as ada@example.org.'],
    [{ format: 'date' }, '2026-02-30', 'Write a day, such as 2026-01-31.'],
    [{ pattern: '^[A-Z]+$' }, 'a', 'It must match ^[A-Z]+$.'],
    [{ pattern: '\\S' }, ' ', 'Fill this in: it must not be blank.'],
    [{ const: 'x' }, 'y', 'It must be x.'],
    [{ enum: ['a', 'b'] }, 'c', 'Choose one of a, b.'],
  ])('has words for %j', (rules, value, words) => {
    expect(faults(ofText(rules), { t: value })).toEqual([`/t ${words}`]);
  });

  it('tells of one of several things what is wrong with the one of its kind', () => {
    const range = {
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
      ],
    };
    const schema = { type: 'object', properties: { range } };
    expect(faults(schema, { range: '' })).toEqual(['/range Fill this in: it must not be blank.']);
    expect(faults(schema, { range: { from: 1 } })).toEqual(['/range/from It must be a text.']);
    expect(faults(schema, { range: 5 })).toEqual(['/range It must be a text or an object.']);
    expect(faults(schema, { range: '2026' })).toEqual([]);
  });

  it('follows references, and leaves what it cannot read to the backend', () => {
    const schema = {
      $defs: { line: { required: ['sku'] } },
      properties: { lines: { items: { $ref: '#/$defs/line' } } },
    };
    expect(faults(schema, { lines: [{ sku: 1 }, {}] })).toEqual(['/lines/1/sku Fill this in: it is required.']);
    expect(faults({ properties: { a: { $ref: 'https://example.org/schema' } } }, { a: 1 })).toEqual([]);
  });

  it('does not write into the schema', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', maxLength: 1 } } };
    const before = JSON.stringify(schema);
    faults(schema, { a: 'xx' });
    payloadFaults(schema, '{"a":"xx"}');
    expect(JSON.stringify(schema)).toBe(before);
  });

  it('makes no code: it works where that is forbidden', () => {
    const makeCode = jest.spyOn(globalThis, 'Function').mockImplementation(() => {
      throw new EvalError('forbidden');
    });
    expect(faults({ type: 'object', required: ['q'] }, {})).toEqual(['/q Fill this in: it is required.']);
    expect(makeCode).not.toHaveBeenCalled();
    makeCode.mockRestore();
  });
});
