import { Toasts } from './toasts';

describe('Toasts', () => {
  let toasts: Toasts;
  const texts = (): string[] => toasts.shown().map(({ text }) => text);

  beforeEach(() => {
    jest.useFakeTimers();
    toasts = new Toasts();
  });
  afterEach(() => jest.useRealTimers());

  it('go by themselves, later when something can be done', () => {
    toasts.show('Sent');
    toasts.show('Cancelled', { label: 'Undo', run: () => undefined });
    jest.advanceTimersByTime(8000);
    expect(texts()).toEqual(['Cancelled']);
    jest.advanceTimersByTime(12_000);
    expect(texts()).toEqual([]);
  });

  it('stay while they are held', () => {
    toasts.show('Sent');
    toasts.hold('focus', true);
    toasts.warn('Not sent');
    jest.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Sent', 'Not sent']);
    toasts.hold('focus', false);
    jest.advanceTimersByTime(8000);
    expect(texts()).toEqual([]);
  });

  it('stay while the pointer is on them, whether or not one of them has the focus', () => {
    toasts.show('Sent');
    toasts.hold('focus', true);
    toasts.hold('pointer', true);
    toasts.hold('focus', false);
    jest.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Sent']);
    toasts.hold('pointer', false);
    jest.advanceTimersByTime(8000);
    expect(texts()).toEqual([]);
  });

  it('are three at most: the oldest goes', () => {
    for (const text of ['1', '2', '3', '4']) toasts.show(text);
    expect(texts()).toEqual(['2', '3', '4']);
  });

  it('go when they are dismissed', () => {
    toasts.show('Sent');
    toasts.dismiss(toasts.shown()[0]!.id);
    expect(texts()).toEqual([]);
  });
});
