import { newDraft, promptDraft } from '../draft-job';
import { requestSampleOf } from './request-sample';

const SCHEMA = {
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string', minLength: 1, examples: ['Write a haiku'] } },
};
const NUMBERED = { type: 'object', required: ['n'], properties: { n: { type: 'string', pattern: '^\\d+$' } } };

const SOUND = { settings: true, payload: true };

describe('requestSampleOf', () => {
  it('shows examples for what nobody has written, and says so', () => {
    const { body, note } = requestSampleOf({ ...newDraft('prompt'), payload: '{}' }, SCHEMA, SOUND);
    expect(JSON.parse(body)).toMatchObject({ prompt: 'Write a haiku' });
    expect(note).toContain('Examples stand where required fields are still empty');
  });

  it('shows what is written as it will be sent', () => {
    const { body, note } = requestSampleOf(promptDraft('Mine'), SCHEMA, SOUND);
    expect(JSON.parse(body)).toMatchObject({ prompt: 'Mine' });
    expect(note).toBe('');
  });

  it.each([
    ['a placeholder does not fit its rule', { ...newDraft('order'), payload: '{}' }, NUMBERED, SOUND],
    ['what is written does not fit', promptDraft(''), SCHEMA, { settings: true, payload: false }],
    [
      'the payload is no JSON',
      { ...newDraft('prompt'), payload: '{"prompt":' },
      SCHEMA,
      { settings: true, payload: false },
    ],
    ['a setting is at fault', promptDraft('Mine'), SCHEMA, { settings: false, payload: true }],
  ])('says that the backend would refuse it when %s', (_why, draft, schema, sound) => {
    expect(requestSampleOf(draft, schema, sound).note).toContain('would refuse this');
  });

  it('says both where examples stand and a setting is at fault', () => {
    const sound = { settings: false, payload: false };
    expect(requestSampleOf({ ...newDraft('prompt'), payload: '{}' }, SCHEMA, sound).note).toBe(
      'Examples stand where required fields are still empty. The backend would refuse this as it is: fields need a fix.',
    );
  });
});
