import { TestBed } from '@angular/core/testing';
import { ApiKey } from './api-key';

const KEPT = 'ft.api-key';

describe('ApiKey', () => {
  const open = (): ApiKey => TestBed.inject(ApiKey);
  beforeEach(() => {
    localStorage.clear();
  });
  afterEach(() => {
    sessionStorage.clear();
  });

  it('is wanted once a request without one was refused, and no more when there is one', () => {
    const key = open();
    const granted: boolean[] = [];
    key.isGranted$.subscribe((isGranted) => granted.push(isGranted));
    expect(key.wanted()).toBeNull();
    key.refused(null);
    key.refused(null);
    expect(key.wanted()).toBe('none');
    key.use('a-key');
    expect({ wanted: key.wanted(), value: key.value(), isHeld: key.isHeld(), granted }).toEqual({
      wanted: null,
      value: 'a-key',
      isHeld: true,
      granted: [true, false, true],
    });
  });

  it('outlives a reload of the tab, and stands nowhere but in the storage of the tab', () => {
    open().use('a-key');
    TestBed.resetTestingModule();
    expect(open().value()).toBe('a-key');
    expect(sessionStorage.getItem(KEPT)).toBe('a-key');
    expect(localStorage).toHaveLength(0);
    expect(document.cookie + location.href).not.toContain('a-key');
  });

  it('is dropped when the backend takes it no more', () => {
    const key = open();
    key.use('an-old-key');
    key.refused('an-old-key');
    expect({ wanted: key.wanted(), isHeld: key.isHeld(), kept: sessionStorage.getItem(KEPT) }).toEqual({
      wanted: 'refused',
      isHeld: false,
      kept: null,
    });
  });

  it('stays when the refused request carried another one', () => {
    const key = open();
    key.use('a-new-key');
    key.refused('an-old-key');
    key.refused(null);
    expect({ wanted: key.wanted(), value: key.value() }).toEqual({ wanted: null, value: 'a-new-key' });
  });

  it('is forgotten on demand; whether one is needed is for the backend to say', () => {
    const key = open();
    key.use('a-key');
    key.forget();
    expect({ wanted: key.wanted(), isHeld: key.isHeld(), kept: sessionStorage.getItem(KEPT) }).toEqual({
      wanted: null,
      isHeld: false,
      kept: null,
    });
  });

  it('lasts until the tab is reloaded where storage is closed', () => {
    const refuse = (): never => {
      throw new DOMException('denied');
    };
    const spies = [
      jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse),
      jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse),
    ];
    const key = open();
    key.use('a-key');
    expect(key.value()).toBe('a-key');
    spies.forEach((spy) => {
      spy.mockRestore();
    });
  });
});
