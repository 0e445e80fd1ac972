import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
};

function put(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild!;
}

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  let done: string[];
  const on = (...keys: string[]): (() => void) =>
    shortcuts.add({
      title: 'Page',
      shortcuts: keys.map((each) => ({ keys: each, label: each, run: () => void done.push(each) })),
    });

  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = '';
    shortcuts = TestBed.inject(Shortcuts);
    done = [];
  });

  afterEach(() => jest.useRealTimers());

  it('does what a key stands for and keeps the key from the browser', () => {
    on('j', '?');
    expect(press('j').defaultPrevented).toBe(true);
    expect(press('?', { shiftKey: true }).defaultPrevented).toBe(true);
    expect(press('J', { shiftKey: true }).defaultPrevented).toBe(false);
    expect(done).toEqual(['j', '?']);
  });

  it('knows two keys in turn, and forgets the first after a while', () => {
    jest.useFakeTimers({ now: 0 });
    on('g d', 'd');
    press('g');
    press('d');
    expect(done).toEqual(['g d']);
    press('g');
    jest.setSystemTime(2000);
    press('d');
    expect(done).toEqual(['g d', 'd']);
  });

  it('leaves a key that does not follow the first one alone', () => {
    on('g d', 'j');
    press('g');
    press('j');
    expect(done).toEqual([]);
    press('j');
    expect(done).toEqual(['j']);
  });

  it.each(['<input />', '<input type="search" />', '<textarea></textarea>', '<select></select>'])(
    'hears only keys with Ctrl or Command in %s',
    (html) => {
      on('j', 'mod+k');
      const field = put(html);
      press('j', {}, field);
      press('k', { ctrlKey: true }, field);
      press('K', { metaKey: true }, field);
      expect(done).toEqual(['mod+k', 'mod+k']);
    },
  );

  it('hears plain keys at a check box', () => {
    on('x');
    press('x', {}, put('<input type="checkbox" />'));
    expect(done).toEqual(['x']);
  });

  it('leaves keys with other modifiers to the browser', () => {
    on('r', 'mod+k');
    press('r', { ctrlKey: true });
    press('r', { metaKey: true });
    press('r', { altKey: true });
    press('k', { ctrlKey: true, shiftKey: true });
    expect(done).toEqual([]);
  });

  it('takes a sign that a layout writes by AltGr', () => {
    on('[');
    press('[', { ctrlKey: true, altKey: true, modifierAltGraph: true });
    expect(done).toEqual(['[']);
  });

  it('hears nothing while a dialog is open', () => {
    on('j', 'mod+k');
    put('<dialog open></dialog>');
    press('j');
    press('k', { ctrlKey: true });
    expect(done).toEqual([]);
  });

  it('hears nothing that somebody else has taken', () => {
    on('Enter');
    const button = put('<button></button>');
    button.addEventListener('keydown', (event) => {
      event.preventDefault();
    });
    press('Enter', {}, button);
    expect(done).toEqual([]);
  });

  it('lets the page go before the shell, and the shell when the page has nothing to do', () => {
    let isBusy = true;
    on('r');
    shortcuts.add({ title: 'Page', shortcuts: [{ keys: 'r', label: 'Retry', run: () => isBusy }] });
    press('r');
    expect(done).toEqual([]);
    isBusy = false;
    press('r');
    expect(done).toEqual(['r']);
  });

  it('forgets a group that was taken away', () => {
    const away = on('j');
    away();
    press('j');
    expect(done).toEqual([]);
    expect(shortcuts.groups()).toEqual([]);
  });

  it('is turned off for plain keys, and stays so', () => {
    on('j', 'g d', 'mod+k');
    shortcuts.turn(false);
    press('j');
    press('g');
    press('d');
    press('k', { ctrlKey: true });
    expect(done).toEqual(['mod+k']);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Shortcuts).isOn()).toBe(false);
  });
});
