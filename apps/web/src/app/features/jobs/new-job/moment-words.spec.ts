import { expiresAtWords, runAtWords } from './moment-words';

const NOW = Date.parse('2026-12-01T10:00');

it('runAtWords says when a job may run, in which zone, or that it runs at once', () => {
  expect(runAtWords('', NOW)).toBe('As soon as possible');
  expect(runAtWords('half written', NOW)).toBe('As soon as possible');
  expect(runAtWords('2026-12-01T10:05', NOW)).toMatch(/^In 5:00, \S+/);
  expect(runAtWords('2026-12-01T10:00', NOW)).toBe('This time has passed: it runs at once');
});

it('expiresAtWords says what becomes of a job that still waits, and that a job has no time to run', () => {
  expect(expiresAtWords('', '', NOW)).toBe('Waits as long as it takes');
  expect(expiresAtWords('2026-12-01T10:05', '', NOW)).toMatch(/^In 5:00, .+: fails if it still waits$/);
  expect(expiresAtWords('2026-12-01T10:05', '2026-12-01T10:04', NOW)).toMatch(/^In 5:00, /);
  expect(expiresAtWords('2026-12-01T10:05', '2026-12-01T10:05', NOW)).toBe('It fails before it may run');
});
