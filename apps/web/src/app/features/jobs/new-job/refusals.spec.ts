import { ApiProblem } from '../../../core/api-problem';
import type { DraftJob } from '../draft-job';
import { newDraft } from '../draft-job';
import type { FailedSend } from '../outbox';
import { NO_REFUSALS, refusalsOf } from './refusals';

const DRAFT: DraftJob = {
  ...newDraft('email'),
  payload: '{"to":"ada","lines":[{"n":1}]}',
  tags: ['a'],
  runAt: '2026-12-01T10:00',
};
const failure = (...pointers: string[]): FailedSend => {
  const fields = pointers.map((pointer) => ({ pointer, detail: `${pointer} is wrong` }));
  return { key: 'k', draft: DRAFT, problem: new ApiProblem({ title: 'No', detail: 'no', status: 400, fields }) };
};

describe('refusalsOf', () => {
  it('leads what the backend said to its fields', () => {
    const { payload, settings } = refusalsOf(
      failure('/payload/lines/0/n', '/tags/0', '/scheduledFor', '/expiresAt', 'Idempotency-Key'),
      DRAFT,
    );
    expect([...payload]).toEqual([['/lines/0/n', '/payload/lines/0/n is wrong']]);
    expect(settings).toEqual({
      tags: '/tags/0 is wrong',
      scheduledFor: '/scheduledFor is wrong',
      expiresAt: '/expiresAt is wrong',
      'Idempotency-Key': 'Idempotency-Key is wrong',
    });
  });

  it('takes the short prompt for the one of the payload', () => {
    expect([...refusalsOf(failure('/prompt'), DRAFT).payload.keys()]).toEqual(['/prompt']);
  });

  it('forgets what was said of a field that has changed since, and only that', () => {
    const said = failure('/payload/to', '/payload/lines/0/n', '/tags', '/scheduledFor');
    const changed = { ...DRAFT, payload: '{"to":"grace","lines":[{"n":1}]}', runAt: '' };
    const { payload, settings } = refusalsOf(said, changed);
    expect([...payload.keys()]).toEqual(['/lines/0/n']);
    expect(Object.keys(settings)).toEqual(['tags']);
  });

  it('is nothing of a job of another type', () => {
    expect(refusalsOf(failure('/payload/to'), newDraft('report'))).toEqual(NO_REFUSALS);
    expect(refusalsOf(undefined, DRAFT)).toEqual(NO_REFUSALS);
  });
});
