import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import { TypeHolds } from '@fasttrack/jobs/type-holds';
import { Logger } from '@nestjs/common';
import { TargetGate } from './target-gate';
import { giveUp, retry } from './meaning';

beforeAll(() => {
  Logger.overrideLogger(false);
});

it('a gate lets another job try when the sending of the first one broke', async () => {
  const clock = new ManualClock();
  const gate = new TargetGate({ name: 'n8n', types: ['prompt'], clock, holds: new TypeHolds(clock) });
  const outcome = retry('unreachable', 'no');
  for (let n = 0; n < 5; n++) await gate.pass(() => Promise.resolve({ outcome, sign: 'failing' }));
  clock.advance(5000);
  const broken = new RangeError('broken');
  await expect(gate.pass(() => Promise.reject(broken))).rejects.toBe(broken);
  expect(gate.room(20)).toBe(1);
  const refused = giveUp('rejected', 'no');
  await expect(gate.pass(() => Promise.resolve({ outcome: refused, sign: 'alive' }))).resolves.toBe(refused);
  expect(gate.room(20)).toBe(20);
});
