import { TestBed } from '@angular/core/testing';
import { Shortcuts } from '../core/shortcuts';
import { HelpSheet } from './help-sheet';
import { keyCaps } from './key-caps';

it('keys stand as they are on a keyboard', () => {
  expect(keyCaps('g d')).toEqual(['g', 'd']);
  expect(keyCaps('mod+k')).toEqual(['Ctrl', 'K']);
  expect(keyCaps('Enter')).toEqual(['↵']);
});

it('the help shows what is there now under one heading each, and turns it off', () => {
  localStorage.clear();
  // jsdom opens no dialogs.
  HTMLDialogElement.prototype.showModal = () => undefined;
  const shortcuts = TestBed.inject(Shortcuts);
  const one = (keys: string, label: string) => ({ keys, label, run: () => undefined });
  shortcuts.add({ title: 'Everywhere', shortcuts: [one('?', 'This help')] });
  const leave = shortcuts.add({ title: 'Job', shortcuts: [one('r', 'Retry')] });
  shortcuts.add({ title: 'Everywhere', shortcuts: [one('g j', 'Go to: Jobs')] });
  const fixture = TestBed.createComponent(HelpSheet);
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  const texts = (what: string): string[] => [...host.querySelectorAll(what)].map((each) => each.textContent);
  expect(texts('h3')).toEqual(['Everywhere', 'Job']);
  expect(texts('dt')).toEqual(['This help', 'Go to: Jobs', 'Retry']);
  const leaveList = shortcuts.add({ title: 'List', shortcuts: [one('?', 'Search')] });
  fixture.detectChanges();
  expect(texts('dt')).toEqual(['Go to: Jobs', 'Retry', 'Search']);
  leaveList();
  leave();
  host.querySelector('input')!.click();
  fixture.detectChanges();
  expect(texts('h3')).toEqual(['Everywhere']);
  expect(shortcuts.isOn()).toBe(false);
});

it('what two keys do stands once, with both', () => {
  HTMLDialogElement.prototype.showModal = () => undefined;
  const one = (keys: string) => ({ keys, label: 'Find', run: () => undefined });
  TestBed.inject(Shortcuts).add({ title: 'Everywhere', shortcuts: [one('mod+k'), one('/')] });
  const fixture = TestBed.createComponent(HelpSheet);
  fixture.detectChanges();
  const lines = [...(fixture.nativeElement as HTMLElement).querySelectorAll('dl > div')];
  TestBed.inject(Shortcuts).turn(false);
  fixture.detectChanges();
  expect([...lines[0]!.querySelectorAll('kbd.off')].map(({ textContent }) => textContent)).toEqual(['/']);
  expect(lines.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual(['FindCtrlKor/']);
});
