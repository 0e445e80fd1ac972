import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import { RememberedMessages } from './remembered-messages';

const MINUTE_MS = 60_000;

describe('RememberedMessages', () => {
  it('knows a message for ten minutes: as long as its signature can be good', () => {
    const clock = new ManualClock();
    const messages = new RememberedMessages(clock);
    messages.add('a');
    clock.advance(10 * MINUTE_MS);
    expect([messages.has('a'), messages.has('b')]).toEqual([true, false]);
    clock.advance(1);
    expect(messages.has('a')).toBe(false);
  });

  it('holds fifty thousand, and forgets the oldest first', () => {
    const messages = new RememberedMessages(new ManualClock());
    for (let n = 0; n <= 50_000; n++) messages.add(String(n));
    expect([messages.has('0'), messages.has('1'), messages.has('50000')]).toEqual([false, true, true]);
  });
});
