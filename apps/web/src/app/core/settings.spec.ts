import { TestBed } from '@angular/core/testing';
import { LiveControl } from './live-control';
import { Theme } from './theme';

describe('settings kept in the browser', () => {
  beforeEach(() => {
    localStorage.clear();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete document.documentElement.dataset['theme'];
  });

  it('keeps how often to ask', () => {
    expect(TestBed.inject(LiveControl).seconds()).toBe(2);
    TestBed.inject(LiveControl).choose(10);
    TestBed.resetTestingModule();
    expect(TestBed.inject(LiveControl).seconds()).toBe(10);
  });

  it.each(['7', '-2', 'often', ''])('takes no %p for an interval', (text) => {
    localStorage.setItem('ft.live', text);
    expect([0, 2]).toContain(TestBed.inject(LiveControl).seconds());
  });

  it('puts the theme on the page and keeps it', () => {
    const theme = TestBed.inject(Theme);
    theme.choose('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    theme.choose('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(localStorage.getItem('ft.theme')).toBe('system');
  });

  it('does without storage', () => {
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('closed');
    });
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('closed');
    });
    const theme = TestBed.inject(Theme);
    theme.choose('light');
    expect(theme.name()).toBe('light');
  });
});
