import { titleOf } from './job-title';

describe('titleOf', () => {
  const title = (payload: Readonly<Record<string, unknown>>): string | undefined => titleOf({ type: 'email', payload });

  it('is nothing for a prompt job, which has its prompt', () => {
    expect(titleOf({ type: 'prompt', payload: { prompt: 'Write a poem', title: 'Poem' } })).toBeUndefined();
  });

  it('is the first line of the most telling field, whatever its place', () => {
    expect(title({ to: 'ann@example.org', subject: 'Your invoice\nof May', body: 'Hello' })).toBe('Your invoice');
    expect(title({ body: 'Hello', to: 'ann@example.org' })).toBe('ann@example.org');
    expect(title({ url: 'https://example.org', title: 'Look', prompt: ' Draw a  cat ' })).toBe('Draw a cat');
  });

  it('is else the first short text, passing over empty ones, numbers and long ones', () => {
    const payload = { subject: ' \n ', to: ['a'], size: 3, body: 'b'.repeat(81), format: 'pdf', unit: 'mm' };
    expect(title(payload)).toBe('pdf');
  });

  it.each([
    ['nothing', {}],
    ['long texts, numbers and lists', { size: 3, body: 'b'.repeat(81), to: ['a'], more: { title: 'deep' } }],
    ['only halves of characters', { subject: '\ud83d' }],
    ['a name that every object has', JSON.parse('{"__proto__": {"title": "x"}}') as object],
  ])('is nothing where the payload has %s', (_what, payload) => {
    expect(title(payload as Readonly<Record<string, unknown>>)).toBeUndefined();
  });

  it('is cut to 160 characters and cuts none of them in two', () => {
    expect(title({ subject: 's'.repeat(500) })).toBe('s'.repeat(160));
    expect(title({ subject: `${'s'.repeat(159)}😀` })).toBe('s'.repeat(159));
  });

  it('takes little time, however long the text is', () => {
    expect(title({ subject: `a${' '.repeat(1_000_000)}b` })).toBe('a');
  });

  it.each(['a\u2028b', 'a\tb', 'a\u00a0 b'])('stands on one line: %j', (subject) => {
    expect(title({ subject })).toBe('a b');
  });
});
