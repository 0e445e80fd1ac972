import { typeState } from './type-state';

it.each([
  [false, null, 3, ''],
  [true, null, 0, 'Paused'],
  [true, { reason: 'worker' }, 1, 'Paused, 1 waits'],
  [false, { reason: 'worker' }, 1042, 'No worker, 1,042 wait'],
  [false, { reason: 'cap', cap: 2 }, 2, 'As many run as may, 2 wait'],
  [false, { reason: 'target' }, 0, 'Its target takes none'],
] as const)('paused %p, held back by %j, %p waiting: %p', (paused, hindrance, waiting, words) => {
  expect(typeState({ paused, hindrance }, waiting)).toBe(words);
});
