import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { aJobRow } from '../../testing/a-job';
import { PayloadPrivacy } from '../core/payload-privacy';
import { Toasts } from '../core/toasts';
import { FindBox } from './find-box';
import { FindJob } from './find-job';

@Component({ template: '' })
class Blank {}

const PAUSE_MS = 250;
const ID = '019ab7e2-4b11-7c3e-8a52-3d1f0a9b77d0';

function setUp(): HttpTestingController {
  localStorage.clear();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([{ path: '**', component: Blank }])],
  });
  return TestBed.inject(HttpTestingController);
}

describe('FindBox', () => {
  let fixture: ComponentFixture<FindBox>;
  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const input = (): HTMLInputElement => host().querySelector('input')!;
  const options = (): string[] => [...host().querySelectorAll('[role=option]')].map((one) => one.textContent.trim());
  const isOpen = (): string | null => input().getAttribute('aria-expanded');
  const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = input()): void => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
    fixture.detectChanges();
  };
  const type = (text: string): void => {
    input().value = text;
    input().dispatchEvent(new Event('input'));
    fixture.detectChanges();
  };

  /** Until what is typed is asked for. */
  const pause = async (): Promise<void> => {
    await jest.advanceTimersByTimeAsync(PAUSE_MS);
    fixture.detectChanges();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    setUp();
    fixture = TestBed.createComponent(FindBox);
    document.body.append(host());
    fixture.detectChanges();
  });
  afterEach(() => {
    jest.useRealTimers();
    host().remove();
  });

  it('opens by Ctrl K with the pages and actions, and takes the focus at once', () => {
    press('k', { ctrlKey: true }, document.body);
    expect(document.activeElement).toBe(input());
    expect(isOpen()).toBe('true');
    expect(options().slice(0, 3)).toEqual(['Dashboard', 'Jobs', 'New job']);
    expect(options()).toContain('Hide payloads');
  });

  it('puts the search for what is typed first, then what is called so', () => {
    type('theme');
    expect(options()).toEqual(['Search jobs for “theme”', 'Use the light theme', 'Use the dark theme']);
    type(ID.slice(0, 8));
    expect(options()).toEqual([`Go to the job ${ID.slice(0, 8)}`]);
  });

  it('moves by arrows around the ends and does what Enter chooses', () => {
    type('payloads');
    press('ArrowUp');
    expect(input().getAttribute('aria-activedescendant')).toBe('find-option-1');
    press('Enter');
    expect(TestBed.inject(PayloadPrivacy).isHidden()).toBe(true);
    expect([isOpen(), input().value]).toEqual(['false', '']);
  });

  it('shows jobs with these words after a pause, behind what is there, and forgets them with the text', async () => {
    type('forged');
    await pause();
    const http = TestBed.inject(HttpTestingController);
    const job = aJobRow({ id: ID, prompt: 'A forged note', status: 'FAILED' });
    http.expectOne('/api/jobs?search=forged&limit=5').flush(JSON.stringify([job]));
    press('ArrowDown');
    expect(options()).toEqual(['Search jobs for “forged”', expect.stringMatching(/^A forged note\s*Failed$/)]);
    TestBed.inject(PayloadPrivacy).hide(true);
    fixture.detectChanges();
    expect(options()[1]).toMatch(/^prompt …0a9b77d0/);
    press('Enter');
    await jest.advanceTimersByTimeAsync(0);
    expect(TestBed.inject(Router).url).toBe(`/jobs/${ID}`);
    type('forge');
    expect(options()).toEqual(['Search jobs for “forge”']);
  });

  it('asks for no jobs with a part of a word, an id or a condition, and needs none to go on', async () => {
    const http = TestBed.inject(HttpTestingController);
    for (const text of ['fo', ID.slice(0, 8), 'status:failed']) {
      type(text);
      await pause();
    }
    http.expectNone(({ url }) => url.startsWith('/api/jobs'));
    type('forged');
    await pause();
    http.expectOne('/api/jobs?search=forged&limit=5').flush('no', { status: 500, statusText: 'x' });
    fixture.detectChanges();
    expect(options()).toEqual(['Search jobs for “forged”']);
  });

  it('closes by Escape and gives the focus back to where it was', () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    press('/', {}, before);
    press('Escape');
    expect(isOpen()).toBe('false');
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  it('gives the focus back to where it was also when it is opened twice', () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    press('k', { ctrlKey: true }, before);
    press('k', { ctrlKey: true });
    press('Escape');
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  it('closes when the focus leaves it', () => {
    type('x');
    input().dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: document.body }));
    fixture.detectChanges();
    expect(isOpen()).toBe('false');
  });
});

describe('FindJob', () => {
  let http: HttpTestingController;
  const find = (text: string): Promise<boolean> => TestBed.inject(FindJob).find(text);
  const rows = (...ids: string[]): string => JSON.stringify(ids.map((id) => aJobRow({ id })));

  beforeEach(() => {
    http = setUp();
  });

  it('leads to a whole id at once', async () => {
    await find(ID.toUpperCase());
    expect(TestBed.inject(Router).url).toBe(`/jobs/${ID}`);
  });

  it('leads to the only job whose id begins so, else to those that fit', async () => {
    const one = find(ID.slice(0, 12));
    http.expectOne(`/api/jobs?search=${ID.slice(0, 12)}&limit=2`).flush(rows(ID));
    await one;
    expect(TestBed.inject(Router).url).toBe(`/jobs/${ID}`);
    const many = find(ID.slice(0, 8));
    http.expectOne(`/api/jobs?search=${ID.slice(0, 8)}&limit=2`).flush(rows(ID, `${ID.slice(0, 8)}-0000`));
    await many;
    expect(TestBed.inject(Router).url).toBe(`/jobs?search=${ID.slice(0, 8)}`);
  });

  it('understands what the search of the list understands', async () => {
    await expect(find('status:failed tag:acme rate limit')).resolves.toBe(true);
    expect(TestBed.inject(Router).parseUrl(TestBed.inject(Router).url).queryParams).toEqual({
      ...{ status: 'failed', tag: 'acme', search: 'rate limit' },
    });
  });

  it('says what it does not understand and leads nowhere', async () => {
    await expect(find('stauts:failed')).resolves.toBe(false);
    expect(TestBed.inject(Toasts).shown()).toMatchObject([
      { tone: 'bad', text: expect.stringContaining('Did you mean "status"?') as string },
    ]);
    expect(TestBed.inject(Router).url).toBe('/');
  });
});
