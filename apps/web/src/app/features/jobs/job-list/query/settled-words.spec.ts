import { isFinished, settledWords } from './settled-words';

describe('settledWords', () => {
  it.each(['', '  ', 's', 'status', 'STAT', 'status:', 'status:failed', 'moon:', 'error:"rate', '"rate lim'])(
    'looks for nothing at %p',
    (text) => {
      expect(settledWords(text)).toBeUndefined();
    },
  );

  it.each([
    ['moon', 'moon'],
    ['statusx', 'statusx'],
    ['status ', 'status'],
    ['"status"', 'status'],
    ['moon sta', 'moon'],
    ['moon status:fai', 'moon'],
    ['status:failed moon', 'moon'],
    ['moon   landing', 'moon landing'],
    ['"status: failed" order ', 'status: failed order'],
  ])('at %p looks for %p', (text, words) => {
    expect(settledWords(text)).toBe(words);
  });
});

describe('isFinished', () => {
  it.each([
    ['', false],
    ['status:failed', false],
    ['status:failed ', true],
    ['status:failed\t', true],
  ])('%p: %p', (text, isAtEnd) => {
    expect(isFinished(text)).toBe(isAtEnd);
  });
});
