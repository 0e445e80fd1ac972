import { CALLBACK_VERDICTS } from '@fasttrack/contracts';
import { proofText, verdictLook } from './verdict';

it('has words, a sign and a meaning of its own for every verdict', () => {
  const looks = CALLBACK_VERDICTS.map(verdictLook);
  expect(new Set(looks.map(({ label }) => label)).size).toBe(CALLBACK_VERDICTS.length);
  expect(new Set(looks.map(({ meaning }) => meaning)).size).toBe(CALLBACK_VERDICTS.length);
});

it.each(['odd', 'toString', '__proto__'])('shows the verdict %p as it came', (name) => {
  expect(verdictLook(name).label).toBe(name);
});

it('says what proved a callback', () => {
  expect(['secret', 'signature', 'token', undefined, 'odd'].map(proofText)).toEqual([
    'Proven by the shared secret',
    'Proven by its signature',
    'Proven by the token of its address',
    'Without a valid proof',
    'Without a valid proof',
  ]);
});
