import { isKeptExactly, roundedIn } from './exact-number';
import { readJson } from './json-value';

it.each(['0', '-0', '1.50', '1e2', '100', '9007199254740992', '0.1', '1E-7', 'no number', ''])('%p is kept', (text) => {
  expect(isKeptExactly(text)).toBe(true);
});

it.each(['9007199254740993', '12345678901234567890', '0.12345678901234567890', '1e999'])('%p is rounded', (text) => {
  expect(isKeptExactly(text)).toBe(false);
});

it('finds the first number that is rounded, however deep', () => {
  expect(roundedIn(readJson('{"a":[1,{"b":9007199254740993}],"c":1e999}'))).toBe('9007199254740993');
  expect(roundedIn(readJson('{"a":"9007199254740993"}'))).toBeUndefined();
});
