import { TestBed } from '@angular/core/testing';
import { RawText } from './raw-text';

interface World {
  readonly component: RawText;
  readonly host: HTMLElement;
  lines(): string[];
  click(words: string): Promise<void>;
}

function show(text: string, isJsonExpected = true): World {
  const fixture = TestBed.createComponent(RawText);
  fixture.componentRef.setInput('text', text);
  fixture.componentRef.setInput('isJsonExpected', isJsonExpected);
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const lines = (): string[] =>
    Array.from(host.querySelectorAll('.ln'), (line) => `${line.getAttribute('data-line') ?? ''}|${line.textContent}`);
  const click = async (words: string): Promise<void> => {
    const buttons = Array.from(host.querySelectorAll('button'));
    buttons.find((button) => button.textContent.includes(words))?.click();
    await fixture.whenStable();
  };
  return { component: fixture.componentInstance, host, lines, click };
}

describe('RawText', () => {
  let scrolled: jest.Mock;
  beforeEach(() => {
    scrolled = jest.fn();
    Element.prototype.scrollIntoView = scrolled;
  });
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('numbers the lines and points at the place where parsing stopped', () => {
    const { lines, host } = show('{\n  qty: 2\n}');
    expect(lines()).toEqual([
      '1|{',
      '2|  qty: 2',
      '|  ^ parsing stopped here: property names need double quotes',
      '3|}',
    ]);
    expect(host.querySelector('.at')?.textContent).toBe('q');
    expect(host.querySelector('.past')?.textContent).toBe('}');
  });

  it('shows markup as text', () => {
    const { host, lines } = show('<img src=x onerror=alert(1)>');
    expect(host.querySelector('img')).toBeNull();
    expect(lines()[0]).toBe('1|<img src=x onerror=alert(1)>');
  });

  it('draws what cannot be seen', () => {
    expect(show('a\u202eb\u0000', false).lines()).toEqual(['1|a[U+202E]b␀']);
  });

  it('points at the end of a text that was cut off', () => {
    const { lines } = show('[1,');
    expect(lines()[1]).toBe('|[1,^ parsing stopped here: the text was cut off');
  });

  it('says the number of bytes', () => {
    expect(show('é').host.textContent).toContain('2 bytes');
  });

  it('looks for no fault in plain text', () => {
    const { host, lines } = show('Dear all,', false);
    expect(lines()).toEqual(['1|Dear all,']);
    expect(host.textContent).not.toContain('Go to the fault');
  });

  it('goes to the fault and puts the focus there', async () => {
    const { click, host } = show('{\n  qty: 2\n}');
    await click('Go to the fault');
    expect(scrolled).toHaveBeenCalled();
    expect(document.activeElement).toBe(host.querySelector('.err'));
  });

  it('clips a long text and shows more of it step by step', async () => {
    const { click, lines } = show(Array.from({ length: 450 }, (_, index) => `line ${index}`).join('\n'), false);
    expect(lines()).toHaveLength(200);
    await click('Show 200 more of 250 lines');
    expect(lines()).toHaveLength(400);
    await click('Show 50 more of 50 lines');
    expect(lines()).toHaveLength(450);
  });

  it('shows a fault far down without all that stands before it', () => {
    const { lines } = show(`[${'1,\n'.repeat(5000)}oops]`);
    expect(lines().length).toBeLessThan(230);
    expect(lines()).toContain('5001|oops]');
  });

  it('clips a single very long line', () => {
    const { host, lines } = show('x'.repeat(100_000), false);
    expect(lines().length).toBeLessThan(20);
    expect(host.textContent).toContain('80,000 characters are left out');
  });

  it('does not set the note below a fault far to the right', () => {
    const { lines } = show(`["${'x'.repeat(200)}" oops]`);
    expect(lines()[1]).toMatch(/^\|parsing stopped here/);
  });
});
