import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { JsonViewer } from './json-viewer';

const TEXT = '{"items": [{"sku": "A", "net": 9007199254740993}, {"sku": "<img src=x onerror=alert(1)>"}], "ok": true}';

interface World {
  readonly fixture: ComponentFixture<JsonViewer>;
  readonly host: HTMLElement;
  lines(): string[];
  line(words: string): HTMLElement;
  press(key: string): Promise<void>;
  click(selector: string): Promise<void>;
  search(words: string): Promise<void>;
}

function view(text: string): World {
  const fixture = TestBed.createComponent(JsonViewer);
  fixture.componentRef.setInput('text', text);
  fixture.componentRef.setInput('name', 'Payload');
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const all = (): HTMLElement[] => Array.from(host.querySelectorAll<HTMLElement>('.ln'));
  const find = (selector: string): HTMLElement => {
    const found = host.querySelector<HTMLElement>(selector);
    if (!found) throw new TypeError(`nothing at ${selector}`);
    return found;
  };
  const act = async (change: () => void): Promise<void> => {
    change();
    await fixture.whenStable();
  };
  return {
    fixture,
    host,
    lines: () => all().map((line) => line.textContent.trim()),
    line: (words) => all().find((line) => line.textContent.includes(words)) ?? find(`no line with ${words}`),
    press: (key) =>
      act(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))),
    click: (selector) =>
      act(() => {
        find(selector).click();
      }),
    search: (words) =>
      act(() => {
        const box = find('input[type=search]') as HTMLInputElement;
        box.value = words;
        box.dispatchEvent(new Event('input'));
      }),
  };
}

describe('JsonViewer', () => {
  beforeEach(() => {
    Element.prototype.scrollIntoView = jest.fn();
  });
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('shows every value as it is spelled, as text', () => {
    const { host, lines } = view(TEXT);
    expect(lines()).toContain('"net": 9007199254740993');
    expect(lines()).toContain('"sku": "<img src=x onerror=alert(1)>"');
    expect(host.querySelector('img')).toBeNull();
  });

  it('names the text and its size', () => {
    expect(view(TEXT).host.querySelector('.tools')?.textContent).toContain('Payload, 103 bytes');
  });

  it('folds and unfolds by its handle and by the count', async () => {
    const { fixture, line, lines } = view(TEXT);
    line('"items"').querySelector<HTMLElement>('.handle')?.click();
    await fixture.whenStable();
    expect(lines()).toEqual(['{', '"items": [2 items],', '"ok": true', '}']);
    line('2 items').querySelector<HTMLElement>('.fold')?.click();
    await fixture.whenStable();
    expect(lines()).toHaveLength(12);
  });

  it('folds and unfolds all', async () => {
    const { click, lines } = view(TEXT);
    await click('[aria-label="Fold all"]');
    expect(lines()).toHaveLength(4);
    await click('[aria-label="Unfold all"]');
    expect(lines()).toHaveLength(12);
  });

  it('offers to copy the path and the value of the line that is chosen', async () => {
    const { fixture, host, line } = view(TEXT);
    line('9007199254740993').click();
    await fixture.whenStable();
    expect(host.querySelector('.at')?.textContent).toContain('$.items[0].net');
    expect(line('9007199254740993').getAttribute('aria-selected')).toBe('true');
  });

  it('has one tab stop, and the keys of a tree', async () => {
    const { host, press } = view(TEXT);
    expect(host.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
    host.querySelector<HTMLElement>('[role=treeitem]')?.focus();
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toContain('"items"');
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true');
    await press('ArrowLeft');
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false');
    await press('ArrowRight');
    await press('ArrowRight');
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toContain('"sku": "A"');
    expect(document.activeElement?.getAttribute('aria-level')).toBe('4');
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false');
    await press('End');
    expect(document.activeElement?.textContent).toContain('"ok"');
    await press('Home');
    expect(document.activeElement?.textContent.trim()).toBe('{');
  });

  it('finds words also in what is folded, counts them and goes from one to the next', async () => {
    const { click, host, lines, press, search } = view(TEXT);
    await click('[aria-label="Fold all"]');
    await click('[aria-label="Search in it"]');
    await search('sku');
    expect(host.querySelector('.count')?.textContent).toBe('1 of 2');
    expect(lines()).toContain('"sku": "A",');
    await press('Enter');
    expect(host.querySelector('.count')?.textContent).toBe('2 of 2');
    expect(host.querySelectorAll('mark')).toHaveLength(2);
    expect(host.querySelector('mark.current')?.closest('.ln')?.textContent).toContain('onerror');
    await press('Enter');
    expect(host.querySelector('.count')?.textContent).toBe('1 of 2');
    await search('nowhere');
    expect(host.querySelector('.count')?.textContent).toBe('Not found');
    await press('Escape');
    expect(host.querySelector('mark, input')).toBeNull();
  });

  it('shows the end of a long string when the search finds something there', async () => {
    const { click, host, search } = view(JSON.stringify([`${'x'.repeat(2000)}needle`]));
    await click('[aria-label="Search in it"]');
    await search('needle');
    expect(host.querySelector('mark.current')?.textContent).toBe('needle');
  });

  it('shows long lists in chunks', async () => {
    const { click, lines } = view(JSON.stringify(Array.from({ length: 230 }, (_, index) => index)));
    expect(lines()).toContain('Show 100 more of 130');
    await click('.more');
    expect(lines()).toContain('Show 30 more of 30');
    await click('.more');
    expect(lines()).toHaveLength(232);
  });

  it('keeps folds and the chosen line when the text changes', async () => {
    const { fixture, host, line, lines } = view(TEXT);
    line('"items"').querySelector<HTMLElement>('.handle')?.click();
    await fixture.whenStable();
    fixture.componentRef.setInput('text', TEXT.replace('true', 'false'));
    await fixture.whenStable();
    expect(lines()).toEqual(['{', '"items": [2 items],', '"ok": false', '}']);
    expect(host.querySelector('.at')?.textContent).toContain('$.items');
  });

  it('draws more than a megabyte only when asked', async () => {
    const { click, host, lines } = view(JSON.stringify(['x'.repeat(1_000_001)]));
    expect(host.querySelector('.ln')).toBeNull();
    expect(host.textContent).toContain('1.0 MB');
    await click('.ask .btn');
    expect(lines()).toHaveLength(3);
  });

  it('shows what is no JSON as raw text', () => {
    const { host } = view('{"a": nope}');
    expect(host.querySelector('ft-raw-text')?.textContent).toContain('{"a": nope}');
  });

  it('wraps long lines until it is told not to', async () => {
    const { click, host } = view(TEXT);
    expect(host.querySelector('.json.wrap')).not.toBeNull();
    await click('[aria-label="Wrap long lines"]');
    expect(host.querySelector('.json.wrap')).toBeNull();
  });
});
