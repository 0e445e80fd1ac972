import { titleOf } from './job-title';

describe('titleOf', () => {
  it('is the first line of the prompt, whatever else the job has', () => {
    const prompt = ' Write a  poem\nabout rain';
    expect(titleOf({ type: 'prompt', prompt, title: 'Other' })).toBe('Write a poem');
  });

  it('is the title of a job without a prompt', () => {
    expect(titleOf({ type: 'email', title: 'Your invoice' })).toBe('Your invoice');
  });

  it('says the type when nothing tells the job from others', () => {
    expect(titleOf({ type: 'email' })).toBe('Job of type email');
    expect(titleOf({ type: 'email', title: ' \n' })).toBe('Job of type email');
    expect(titleOf({ type: 'prompt', prompt: ' ' })).toBe('Job of type prompt');
  });

  it('is one line of 160 characters at most, whatever the backend says', () => {
    expect(titleOf({ type: 'email', title: `two\nlines` })).toBe('two');
    expect(titleOf({ type: 'email', title: 's'.repeat(500) })).toBe('s'.repeat(160));
  });
});
