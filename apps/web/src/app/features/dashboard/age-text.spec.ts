import { ageText, roughAge, spanText } from './age-text';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [6 * MINUTE + 12_000, '6:12 min'],
  [2 * HOUR + 5 * MINUTE, '2:05 h'],
  [76 * HOUR, '3 d 4 h'],
])('an age of %i ms is %s', (ms, text) => {
  const { value, unit } = ageText(ms);
  expect(`${value} ${unit}`).toBe(text);
});

it.each([
  [30_000, '30 s'],
  [6.9 * MINUTE, '6 min'],
  [23 * HOUR, '23 h'],
  [50 * HOUR, '2 d'],
])('in a sentence %i ms are %s', (ms, text) => {
  expect(roughAge(ms)).toBe(text);
});

it.each([
  [0, '0 ms'],
  [350.4, '350 ms'],
  [940, '940 ms'],
  [5000, '5 s'],
  [9340, '9.3 s'],
  [150_000, '2.5 min'],
  [3 * HOUR, '3 h'],
])('a measured time of %i ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
