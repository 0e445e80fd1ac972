import { TestBed } from '@angular/core/testing';
import { Draft } from './draft';
import { isUnwritten, newDraft, promptDraft, readDraft } from './draft-job';

describe('Draft', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('survives a reload and can be cleared', () => {
    const draft = {
      ...promptDraft('half a thought'),
      priority: 4,
      tags: ['acme'],
      metadata: [['a', 'b']],
      copyOf: 'x',
    } as const;
    TestBed.inject(Draft).put(draft);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Draft).job()).toEqual(draft);
    TestBed.inject(Draft).clear();
    TestBed.resetTestingModule();
    expect(TestBed.inject(Draft).isEmpty()).toBe(true);
  });

  it('keeps one for each type', () => {
    const draft = TestBed.inject(Draft);
    draft.change({ payload: '{"prompt":"one"}' });
    draft.choose('email');
    expect(draft.isEmpty()).toBe(true);
    draft.change({ payload: '{"to":"ada@example.org"}' });
    draft.choose('prompt');
    expect(draft.job().payload).toBe('{"prompt":"one"}');
  });

  it.each(['{', 'null', '[]', '"x"', '{"byType":7}', '{"type":7,"byType":{"prompt":{"payload":7,"tags":[7]}}}'])(
    'starts empty from %p',
    (text) => {
      sessionStorage.setItem('ft.drafts', text);
      expect(TestBed.inject(Draft).job()).toEqual(newDraft('prompt'));
    },
  );

  it('takes what fits of what was kept', () => {
    const kept = {
      payload: '{}',
      priority: 1,
      expects: 'text',
      attempts: 26,
      tags: ['a', 1],
      metadata: [['a']],
      secret: 1,
    };
    expect(readDraft('email', kept)).toEqual({
      ...newDraft('email'),
      payload: '{}',
      priority: 1,
      expects: 'text',
      tags: ['a'],
    });
  });

  it('is unwritten while only its view was changed', () => {
    expect(isUnwritten({ ...newDraft('email'), view: 'json' })).toBe(true);
    expect(isUnwritten({ ...newDraft('email'), key: 'k' })).toBe(false);
  });
});
