import { titleOf } from './job-title';

describe('titleOf', () => {
  const email = (payload?: Readonly<Record<string, unknown>>): string => titleOf({ type: 'email', payload });

  it('is the first line of the prompt, whatever else the payload holds', () => {
    const prompt = ' Write a  poem\nabout rain';
    expect(titleOf({ type: 'prompt', prompt, payload: { prompt, title: 'Other' } })).toBe('Write a poem');
  });

  it('is the most telling field of a payload without a prompt', () => {
    expect(email({ to: 'ann@example.org', subject: 'Your invoice\nof May', body: 'Hello' })).toBe('Your invoice');
    expect(email({ body: 'Hello', to: 'ann@example.org' })).toBe('ann@example.org');
  });

  it('is else the first short text, passing over empty ones, numbers and long ones', () => {
    const payload = { subject: ' ', to: ['a'], size: 3, body: 'b'.repeat(81), format: 'pdf', unit: 'mm' };
    expect(email(payload)).toBe('pdf');
  });

  it('says the type when the payload tells nothing, or is not at hand', () => {
    expect(email({ size: 3, body: 'b'.repeat(81) })).toBe('Job of type email');
    expect(email()).toBe('Job of type email');
  });

  it('is cut to 160 characters', () => {
    expect(email({ subject: 's'.repeat(500) })).toBe('s'.repeat(160));
  });
});
