import { instantOf, isHalfWritten, localMoment } from './local-moment';

describe('localMoment', () => {
  it.each(['2026-12-01T10:00:00.000Z', '2026-12-01T12:30:05.000Z', '2026-07-31T23:59:05.250Z'])(
    'holds %s, so that the same instant is read out of it',
    (instant) => {
      expect(instantOf(localMoment(instant))).toBe(instant);
    },
  );

  it('is to the minute where the instant is', () => {
    expect(localMoment('2026-12-01T10:00:00.000Z')).toMatch(/^2026-12-0\dT\d\d:\d\d$/);
    expect(localMoment('2026-12-01T10:00:07.000Z')).toMatch(/^2026-12-0\dT\d\d:\d\d:07$/);
  });

  it.each([undefined, '', 'yesterday'])('is empty for %j', (instant) => {
    expect(localMoment(instant)).toBe('');
  });
});

it('instantOf finds no instant in a date that does not exist', () => {
  expect(instantOf('2026-13-01T10:00')).toBeUndefined();
  expect(instantOf('')).toBeUndefined();
});

it('isHalfWritten tells a part of a moment from an empty field', () => {
  const field = document.createElement('input');
  expect(isHalfWritten(field)).toBe(false);
  jest.spyOn(field.validity, 'badInput', 'get').mockReturnValue(true);
  expect(isHalfWritten(field)).toBe(true);
});
