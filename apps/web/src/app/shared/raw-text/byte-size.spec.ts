import { byteLength, bytesText } from './byte-size';

describe('byteLength', () => {
  it('counts the bytes of UTF-8, not characters', () => {
    expect(byteLength('aé€😀')).toBe(1 + 2 + 3 + 4);
  });
});

describe('bytesText', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [1149, '1.1 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [2_500_000_000, '2.5 GB'],
    [5e12, '5000.0 GB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});
