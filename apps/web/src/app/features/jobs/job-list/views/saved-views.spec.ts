import { TestBed } from '@angular/core/testing';
import { SavedViews } from './saved-views';

const KEY = 'ft.views';

describe('SavedViews', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  const open = (): SavedViews => TestBed.inject(SavedViews);
  const kept = (): unknown => JSON.parse(localStorage.getItem(KEY) ?? 'null');
  const keptElsewhere = (text: string): void => {
    localStorage.setItem(KEY, text);
    dispatchEvent(new StorageEvent('storage', { key: KEY }));
  };

  it('keeps views by name, and has them again on the next visit', () => {
    const views = open();
    views.save({ name: 'Slow', query: 'type=report' });
    views.save({ name: 'bad', query: 'status=failed' });
    expect(views.all().map(({ name }) => name)).toEqual(['bad', 'Slow']);
    TestBed.resetTestingModule();
    expect(open().all()).toEqual([
      { name: 'bad', query: 'status=failed' },
      { name: 'Slow', query: 'type=report' },
    ]);
  });

  it('renames a view, and removes one', () => {
    const views = open();
    views.save({ name: 'one', query: 'tag=a' });
    views.save({ name: 'two', query: 'tag=b' });
    views.save({ name: 'first', query: 'tag=b' }, 'two');
    views.remove('one');
    expect(views.all()).toEqual([{ name: 'first', query: 'tag=b' }]);
    expect(kept()).toEqual([{ name: 'first', query: 'tag=b' }]);
  });

  it('has each name once, whatever its case', () => {
    const views = open();
    views.save({ name: 'Failed', query: 'status=failed' });
    expect(views.faultOf('failed')).toBe('Another view has this name.');
    expect(views.faultOf('failed', 'Failed')).toBeUndefined();
    expect(views.faultOf('')).toBe('A view needs a name.');
    views.save({ name: 'failed', query: 'status=cancelled' });
    expect(views.all()).toEqual([{ name: 'failed', query: 'status=cancelled' }]);
  });

  it('loses nothing that another tab has kept since', () => {
    const views = open();
    localStorage.setItem(KEY, JSON.stringify([{ name: 'theirs', query: 'tag=b' }]));
    views.save({ name: 'ours', query: 'tag=a' });
    expect(views.all().map(({ name }) => name)).toEqual(['ours', 'theirs']);
    keptElsewhere(JSON.stringify([{ name: 'last', query: 'tag=c' }]));
    expect(views.all()).toEqual([{ name: 'last', query: 'tag=c' }]);
  });

  it.each(['{', '7', '{"name":"a"}'])('begins anew over what is no list: %s', (text) => {
    localStorage.setItem(KEY, text);
    expect(open().all()).toEqual([]);
  });

  it('leaves out what is no view', () => {
    localStorage.setItem(KEY, JSON.stringify([null, { name: 7 }, { name: 'odd' }, { name: 'fine', query: 'tag=a' }]));
    expect(open().all()).toEqual([{ name: 'fine', query: 'tag=a' }]);
  });

  it('is full at fifty', () => {
    const views = open();
    for (let count = 1; count <= 49; count += 1) views.save({ name: `view ${count}`, query: 'tag=a' });
    expect(views.isFull()).toBe(false);
    views.save({ name: 'view 50', query: 'tag=a' });
    expect(views.isFull()).toBe(true);
  });

  it('brings a removed view back only where its name, its filter and its room are still free', () => {
    const views = open();
    const gone = { name: 'Gone', query: 'tag=a' };
    expect(views.bringBack(gone)).toBeUndefined();
    views.remove('Gone');
    views.save({ name: 'gone', query: 'tag=b' });
    expect(views.bringBack(gone)).toBe('Another view has this name.');
    expect(views.all()).toEqual([{ name: 'gone', query: 'tag=b' }]);
    views.remove('gone');
    views.save({ name: 'Twin', query: 'tag=a' });
    expect(views.bringBack(gone)).toBe('The view "Twin" shows the same.');
    views.remove('Twin');
    views.save({ name: 'Twin', query: 'order=desc&tag=a' });
    expect(views.bringBack(gone)).toBe('The view "Twin" shows the same.');
    views.remove('Twin');
    for (let count = 1; count <= 50; count += 1) views.save({ name: `view ${count}`, query: 'tag=a' });
    expect(views.bringBack(gone)).toBe('There is no room for another view.');
    expect(views.all()).toHaveLength(50);
  });

  it('lasts for the visit where nothing can be kept', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const views = open();
    expect(views.save({ name: 'one', query: 'tag=a' })).toBe(false);
    expect(views.save({ name: 'two', query: 'tag=b' })).toBe(false);
    expect(views.all()).toHaveLength(2);
    jest.restoreAllMocks();
  });

  it('loses no view of this visit when storage is full, whatever else is kept or another tab does', () => {
    const views = open();
    views.save({ name: 'one', query: 'tag=a' });
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    views.save({ name: 'two', query: 'tag=b' });
    dispatchEvent(new StorageEvent('storage', { key: KEY }));
    views.save({ name: 'three', query: 'tag=c' });
    expect(views.all().map(({ name }) => name)).toEqual(['one', 'three', 'two']);
    jest.restoreAllMocks();
  });

  it('heeds what another tab keeps of views, and no other key', () => {
    const views = open();
    localStorage.setItem(KEY, JSON.stringify([{ name: 'theirs', query: 'tag=b' }]));
    dispatchEvent(new StorageEvent('storage', { key: 'ft.theme' }));
    expect(views.all()).toEqual([]);
    dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(views.all()).toHaveLength(1);
  });
});
