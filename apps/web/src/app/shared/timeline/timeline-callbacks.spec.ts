import { labelsOf, marksText } from './timeline-callbacks';
import type { TimelineMark } from './timeline-row';

const AXIS = { start: 0, end: 100, ticks: [], hasWordsBelow: false };
const mark = (at: number, text: string): TimelineMark => ({ at, text });

it('says at each place what became of its own callbacks, each verdict once', () => {
  expect(labelsOf([mark(20, 'failure accepted'), mark(70, 'accepted')], AXIS)).toEqual([
    { text: 'failure accepted', left: 20, right: 68 },
    { text: 'accepted', left: 70, right: 100 },
  ]);
  expect(labelsOf([mark(60, 'accepted'), mark(61, 'duplicate'), mark(62, 'duplicate')], AXIS)).toEqual([
    { text: 'accepted, 2 × duplicate', left: 62, right: 100 },
  ]);
});

it('says all of them at once where words stand below', () => {
  const marks = [mark(60, 'accepted'), mark(96, 'duplicate'), mark(99, 'duplicate')];
  const labels = labelsOf(marks, { ...AXIS, hasWordsBelow: true });
  expect(labels.map(({ text }) => text)).toEqual(['accepted, 2 × duplicate']);
});

it('leaves words to the table that would run into the next mark', () => {
  const marks = [mark(50, 'failure accepted'), mark(60, 'accepted')];
  expect(labelsOf(marks, AXIS).map(({ text }) => text)).toEqual(['accepted']);
  expect(marksText(marks)).toBe('failure accepted, accepted');
});
