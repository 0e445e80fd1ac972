import { aJob } from '../../../testing/a-job';
import { instantOf } from '../../shared/local-moment';
import { newDraft, promptDraft } from './draft-job';
import { jsonText } from './payload-form/json-value';
import { draftLike, expectedRowOf, submitBodyOf } from './submit-body';

const body = (draft: Parameters<typeof submitBodyOf>[0]): string => jsonText(submitBodyOf(draft));

describe('submitBodyOf', () => {
  it('is short for a prompt, and whole when a prompt job has more or odd members', () => {
    expect(body(promptDraft('hi'))).toBe('{"prompt":"hi","priority":3,"expects":"json"}');
    expect(body({ ...newDraft('prompt'), payload: '{"prompt":7}' })).toContain(
      '"type":"prompt","payload":{"prompt":7}',
    );
    expect(body({ ...newDraft('email'), payload: '' })).toContain('"type":"email","payload":{}');
  });

  it('names what was set and nothing else', () => {
    const draft = {
      ...promptDraft('hi'),
      runAt: '2026-12-01T10:00',
      expiresAt: '2026-12-01T12:30',
      attempts: 5,
      tags: ['a'],
      key: 'k',
      metadata: [
        ['m', '{"v":1}'],
        ['simulate', '{"outcome":"fail","runs":1}'],
      ],
    } as const;
    expect(JSON.parse(body(draft))).toEqual({
      prompt: 'hi',
      priority: 3,
      expects: 'json',
      scheduledFor: new Date('2026-12-01T10:00').toISOString(),
      expiresAt: new Date('2026-12-01T12:30').toISOString(),
      maxAttempts: 5,
      tags: ['a'],
      key: 'k',
      metadata: { m: '{"v":1}', simulate: { outcome: 'fail', runs: 1 } },
    });
  });

  it('leaves directions of a simulation that are no object to the backend', () => {
    expect(body({ ...promptDraft('hi'), metadata: [['simulate', '{']] })).toContain('"simulate":"{"');
  });

  it('leaves a date that does not exist to the backend', () => {
    expect(body({ ...promptDraft('hi'), runAt: '2026-13-01T10:00' })).toContain('"scheduledFor":"2026-13-01T10:00"');
  });
});

it('expectedRowOf calls a job on its way as the backend will', () => {
  const email = { ...newDraft('email'), payload: '{"size":3,"to":"ada@example.org","subject":"Your invoice"}' };
  expect(expectedRowOf(email)).toMatchObject({ type: 'email', title: 'Your invoice' });
  expect(expectedRowOf(promptDraft('hi'))).toMatchObject({ type: 'prompt', prompt: 'hi' });
  expect(expectedRowOf(promptDraft('hi'))).not.toHaveProperty('title');
  expect(expectedRowOf({ ...email, payload: '{"subject":' })).not.toHaveProperty('title');
});

it('draftLike asks for the same again with every digit, and by the times that still lie ahead', () => {
  const job = aJob({
    type: 'order',
    priority: 5,
    maxAttempts: 7,
    tags: ['a'],
    key: 'k',
    metadata: { m: 'v', simulate: { outcome: 'fail', runs: 1 } },
    scheduledFor: '2026-12-01T10:00:00.000Z',
    expiresAt: '2026-12-01T12:30:05.250Z',
  });
  const draft = draftLike(job, '{"n":9007199254740993}', Date.parse('2026-12-01T10:00:00Z'));
  expect(draft).toMatchObject({
    type: 'order',
    priority: 5,
    attempts: 7,
    tags: ['a'],
    key: 'k',
    runAt: '',
    idempotencyKey: '',
    copyOf: job.id,
  });
  expect(body(draft)).toContain('{"n":9007199254740993}');
  expect(JSON.parse(body(draft))).toMatchObject({ metadata: job.metadata });
  expect(instantOf(draft.expiresAt)).toBe(job.expiresAt);
  expect(draftLike(job, '{}', Date.parse('2026-12-01T09:59:59Z')).runAt).toMatch(/^2026-12-\d\dT\d\d:\d\d$/);
  expect(draftLike(job, '{}', Date.parse('2027-01-01T00:00:00Z'))).toMatchObject({ runAt: '', expiresAt: '' });
});
