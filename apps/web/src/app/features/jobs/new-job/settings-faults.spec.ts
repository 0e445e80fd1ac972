import type { DraftJob } from '../draft-job';
import { newDraft } from '../draft-job';
import { settingFaults } from './settings-faults';

const NOW = Date.parse('2026-11-26T14:00:00Z');
const faults = (more: Partial<DraftJob>): object => settingFaults({ ...newDraft('prompt'), ...more }, NOW);

describe('settingFaults', () => {
  it('finds nothing wrong with what nobody has changed', () => {
    expect(faults({})).toEqual({});
  });

  it.each([
    [{ runAt: '2028-01-01T10:00' }, { scheduledFor: 'At most 365 days ahead.' }],
    [{ runAt: 'tomorrow' }, { scheduledFor: 'Write a date and a time, or neither.' }],
    [{ expiresAt: '2028-01-01T10:00' }, { expiresAt: 'At most 365 days ahead.' }],
    [{ expiresAt: '2026-11-20T10:00' }, { expiresAt: 'This time has passed: choose one that lies ahead.' }],
    [{ expiresAt: 'half written' }, { expiresAt: 'Write a date and a time, or neither.' }],
    [{ tags: ['x'.repeat(65)] }, { tags: 'A tag has at most 64 characters.' }],
    [{ tags: Array.from({ length: 12 }, String) }, { tags: 'At most 10 tags: take 2 away.' }],
    [{ key: 'x'.repeat(201) }, { key: 'At most 200 characters.' }],
    [
      { idempotencyKey: 'two words' },
      { 'Idempotency-Key': 'Only letters, digits and signs of ASCII, without spaces.' },
    ],
    [{ idempotencyKey: 'x'.repeat(256) }, { 'Idempotency-Key': 'At most 255 characters.' }],
  ] as const)('says what is wrong with %j', (more, expected) => {
    expect(faults(more)).toEqual(expected);
  });

  it('counts an emoji of a tag once and metadata in bytes, as the backend does', () => {
    expect(faults({ tags: ['😀'.repeat(64)] })).toEqual({});
    expect(faults({ metadata: [['a', 'é'.repeat(2044)]] })).toEqual({});
    expect(faults({ metadata: [['a', 'é'.repeat(2045)]] })).toEqual({
      metadata: 'Shorten it by 2 bytes: at most 4096 as JSON.',
    });
  });
});
