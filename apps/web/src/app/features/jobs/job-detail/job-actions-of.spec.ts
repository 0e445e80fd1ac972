import type { JobStatus } from '@fasttrack/contracts';
import { actionsOf } from './job-actions-of';

const names = (status: JobStatus, canHallucinate = false): string[] =>
  actionsOf({ status }, canHallucinate).map(({ name }) => name);

describe('actionsOf', () => {
  it.each([
    ['PENDING', ['cancel', 'duplicate', 'curl']],
    ['PROCESSING', ['cancel', 'duplicate', 'curl']],
    ['COMPLETED', ['duplicate', 'curl']],
    ['FAILED', ['retry', 'edit', 'curl', 'duplicate']],
    ['CANCELLED', ['retry', 'edit', 'curl', 'duplicate']],
  ] as const)('fits a job that is %s', (status, expected) => {
    expect(names(status)).toEqual(expected);
  });

  it('offers to ask anew for a result that is malformed, and for no other', () => {
    const offered = (resultValid: boolean): string[] =>
      actionsOf({ status: 'COMPLETED', resultValid }, false).map(({ name }) => name);
    expect(offered(false)).toEqual(['edit', 'duplicate', 'curl']);
    expect(offered(true)).toEqual(['duplicate', 'curl']);
  });

  it('offers the test aid only while the job goes on and the backend has it', () => {
    expect(names('PROCESSING', true)).toContain('hallucinate');
    expect(names('FAILED', true)).not.toContain('hallucinate');
  });
});
