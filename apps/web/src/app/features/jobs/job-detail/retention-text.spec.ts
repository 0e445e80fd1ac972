import { retentionText } from './retention-text';

const type = (completed: number, failed = completed, cancelled = completed) => ({
  retention: { completed, failed, cancelled },
});

it.each([
  [[], ''],
  [[type(30), type(30)], 'Finished jobs are kept 30 days.'],
  [[type(1)], 'Finished jobs are kept 1 day.'],
  [[type(30), type(7, 90, 7)], 'Finished jobs are kept 7 to 90 days, by type.'],
  [[type(0)], ''],
  [[type(0), type(30)], 'Finished jobs may be removed after 30 days.'],
])('%j: %p', (types, words) => {
  expect(retentionText(types)).toBe(words);
});
