import fc from 'fast-check';
import { pointerOf, valueAt, withValueAt } from './json-place';
import { stepsOf } from './json-pointer';
import { Spelled, fromPlain, jsonText, readJson } from './json-value';

const again = (text: string, indent = ''): string => jsonText(readJson(text)!, indent);

describe('readJson and jsonText', () => {
  it.each(['9007199254740993', '-0', '1.50', '1E+2', '12345678901234567890.000000000000000001'])(
    'leave the number %s as it is spelled',
    (number) => {
      expect(again(`{"n":[${number}]}`)).toBe(`{"n":[${number}]}`);
    },
  );

  it('keep the order of members, also of those that look like numbers, and a member of any name', () => {
    const text = '{"b":1,"10":2,"2":3,"__proto__":{"a":null},"":true}';
    expect(again(text)).toBe(text);
  });

  it('say the same as the JSON of the language for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(again(text))).toEqual(JSON.parse(text));
        expect(JSON.parse(jsonText(fromPlain(value), '  '))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('lay a value out as people know it', () => {
    const value = { a: [1, [], {}], b: { c: 'é"\n' } };
    expect(jsonText(fromPlain(value), '  ')).toBe(JSON.stringify(value, null, 2));
  });

  it('give nothing for a text that is no JSON, and keep what is nested too deeply as it is', () => {
    expect(readJson('{"a":}')).toBeUndefined();
    const deep = `${'['.repeat(150)}1.0${']'.repeat(150)}`;
    expect(again(deep)).toBe(deep);
  });
});

describe('a place in a value', () => {
  it('has a pointer that leads back, whatever the names', () => {
    expect(pointerOf(['a/b', 0, '~', ''])).toBe('/a~1b/0/~0/');
    expect(stepsOf('/a~1b/0/~0/')).toEqual(['a/b', '0', '~', '']);
  });

  it('takes another value, with containers on the way, and loses it again', () => {
    const value = withValueAt(undefined, ['lines', 0, 'count'], new Spelled('7'));
    expect(jsonText(value!)).toBe('{"lines":[{"count":7}]}');
    expect(valueAt(value, ['lines', 0, 'count'])).toEqual(new Spelled('7'));
    expect(valueAt(value, ['lines', 'count'])).toBeUndefined();
    expect(jsonText(withValueAt(value, ['lines', 0], undefined)!)).toBe('{"lines":[]}');
    expect(jsonText(value!)).toBe('{"lines":[{"count":7}]}');
  });
});
