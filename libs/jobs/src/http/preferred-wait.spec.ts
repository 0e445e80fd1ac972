import { preferredWait } from './preferred-wait';

describe('preferredWait', () => {
  it.each<[string, number]>([
    ['wait=30', 30],
    ['WAIT = 1', 1],
    ['wait="5"', 5],
    ['respond-async, wait=10', 10],
    ['handling=lenient;x="a, wait=7" , wait=3; y=1', 3],
    ['wait=2, wait=50', 2],
    ['a="never closed\\", wait=9', 0],
    ['wait=60', 60],
    ['wait=61', 60],
    [`wait=${'9'.repeat(400)}`, 60],
    ['wait=007', 7],
  ])('reads %s', (header, seconds) => {
    expect(preferredWait(header) ?? 0).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    'wait',
    'wait=',
    'wait=0',
    'wait=-1',
    'wait=1.5',
    'wait=5s',
    'wait="5',
    'wait=1 2',
    'wait=, wait=5',
    'await=5',
    'wait-for=5',
    'x=wait=5',
    ';wait=5',
  ])('ignores %s', (header) => {
    expect(preferredWait(header)).toBeUndefined();
  });

  it('takes the headers of one request together', () => {
    expect(preferredWait(['respond-async', 'wait=4'])).toBe(4);
  });

  it('reads a long header in a moment, whatever stands in it', () => {
    const startedAt = performance.now();
    for (const text of ['"\\', '\\"', '" ', ',"', 'wait ', ', ,', '=;']) preferredWait(text.repeat(8000) + ' wait=5');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
