import { newDraft, promptDraft } from '../draft-job';
import { requestSampleOf } from './request-sample';

const SCHEMA = {
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string', minLength: 1, examples: ['Write a haiku'] } },
};
const NUMBERED = { type: 'object', required: ['n'], properties: { n: { type: 'string', pattern: '^\\d+$' } } };

describe('requestSampleOf', () => {
  it('shows examples for what nobody has written, and says so', () => {
    const { body, note } = requestSampleOf({ ...newDraft('prompt'), payload: '{}' }, SCHEMA, true);
    expect(JSON.parse(body)).toMatchObject({ prompt: 'Write a haiku' });
    expect(note).toContain('Examples stand where required fields are still empty');
  });

  it('shows what is written as it will be sent', () => {
    const { body, note } = requestSampleOf(promptDraft('Mine'), SCHEMA, true);
    expect(JSON.parse(body)).toMatchObject({ prompt: 'Mine' });
    expect(note).toBe('');
  });

  it.each([
    ['a placeholder does not fit its rule', { ...newDraft('order'), payload: '{}' }, NUMBERED, true],
    ['what is written does not fit', promptDraft(''), SCHEMA, true],
    ['the payload is no JSON', { ...newDraft('prompt'), payload: '{"prompt":' }, SCHEMA, true],
    ['a setting is at fault', promptDraft('Mine'), SCHEMA, false],
  ])('says that the backend would refuse it when %s', (_why, draft, schema, areSettingsSound) => {
    expect(requestSampleOf(draft, schema, areSettingsSound).note).toContain('would refuse this');
  });
});
