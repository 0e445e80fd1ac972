import { shownTitle, tellingTitle, titleOf } from './job-title';

describe('titleOf', () => {
  it('is the first line of the prompt, whatever else the job has', () => {
    const prompt = ' Write a  poem\nabout rain';
    expect(titleOf({ type: 'prompt', prompt, title: 'Other' })).toBe('Write a poem');
  });

  it('is the title of a job without a prompt', () => {
    expect(titleOf({ type: 'email', title: 'Your invoice' })).toBe('Your invoice');
  });

  it('is the title of a job whose prompt is blank', () => {
    expect(titleOf({ type: 'report', prompt: ' \n', title: 'Sales of May' })).toBe('Sales of May');
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

describe('a title while payloads are hidden', () => {
  const job = { id: '019ab7e2-4b00-7000-8000-0000000077d0', type: 'email', title: 'Your invoice' };

  it('says the type alone', () => {
    expect(shownTitle(job, false)).toBe('Your invoice');
    expect(shownTitle(job, true)).toBe('Job of type email');
    expect(shownTitle({ type: 'prompt', prompt: 'Mine' }, true)).toBe('Job of type prompt');
  });

  it('says the end of the id too where nothing else tells jobs apart', () => {
    expect(tellingTitle(job, false)).toBe('Your invoice');
    expect(tellingTitle(job, true)).toBe('email …000077d0');
  });
});
