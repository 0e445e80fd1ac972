import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import type { CallbackEntry } from '@fasttrack/contracts';
import { provideRouter } from '@angular/router';
import { Now } from '../../core/now';
import { AttentionStrip } from './attention-strip';

const AT = '2026-11-26T14:56:30.000Z';
const refused = (id: string): CallbackEntry => ({
  ...{ id, at: AT, verdict: 'unauthorized', status: 401 },
  ...{ address: '203.0.113.7', path: '/webhook/callback' },
});
const degraded = [{ part: 'queue', message: 'Redis may drop jobs' }];

describe('AttentionStrip', () => {
  let strip: ComponentFixture<AttentionStrip>;
  const host = (): HTMLElement => {
    strip.detectChanges();
    return strip.nativeElement as HTMLElement;
  };
  const heads = (): string[] => [...host().querySelectorAll('.note b')].map((head) => head.textContent.trim());
  const button = (): HTMLElement => host().querySelector<HTMLElement>('[aria-label="Dismiss until there is another"]')!;
  const open = (id: string): void => {
    strip = TestBed.createComponent(AttentionStrip);
    document.body.querySelector('main')!.append(strip.nativeElement as HTMLElement);
    strip.componentRef.setInput('concerns', { stuck: [], degraded, refused: refused(id) });
  };

  beforeEach(() => {
    sessionStorage.clear();
    document.body.innerHTML = '<main><h1>Dashboard</h1></main>';
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: Now, useValue: { ms: () => Date.parse(AT) + 1000 } }],
    });
    open('a');
  });

  it('lets a refused callback be put aside until there is another, and nothing that is still wrong', () => {
    expect(heads()).toEqual(['Callbacks without a valid proof are refused.', 'The queue works with limits.']);
    expect(host().querySelectorAll('button')).toHaveLength(1);
    button().click();
    expect(heads()).toEqual(['The queue works with limits.']);
    expect(host().querySelector('[role="status"]')?.textContent).toBe('The queue works with limits.');
    strip.componentRef.setInput('concerns', { stuck: [], degraded, refused: refused('b') });
    expect(heads()).toHaveLength(2);
  });

  it('keeps it aside over a reload', () => {
    button().click();
    TestBed.resetTestingModule().configureTestingModule({ providers: [provideRouter([])] });
    TestBed.overrideProvider(Now, { useValue: { ms: () => Date.parse(AT) + 1000 } });
    open('a');
    expect(heads()).toEqual(['The queue works with limits.']);
  });

  it('shows the pointer what its cross does', () => {
    expect(button().title).toBe('Dismiss until there is another');
  });

  it('leaves nobody who uses keys at the top of the page', () => {
    button().focus();
    button().click();
    TestBed.tick();
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it('says that the log opens in a new tab', () => {
    const link = host().querySelector('a')!;
    expect(link.target).toBe('_blank');
    expect(link.textContent.trim()).toBe('See them as JSON, in a new tab');
  });
});
