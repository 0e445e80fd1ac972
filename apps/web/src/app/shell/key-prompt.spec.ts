import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { ApiKey } from '../core/api-key';
import { sendApiKey } from '../core/send-api-key';
import { KeyPrompt } from './key-prompt';

const REFUSED = { status: 401, statusText: 'Unauthorized' };

// jsdom knows the element, but opens and closes it only by its attribute.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  },
});

describe('KeyPrompt', () => {
  let fixture: ComponentFixture<KeyPrompt>;
  let http: HttpTestingController;
  let key: ApiKey;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([sendApiKey])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    key = TestBed.inject(ApiKey);
  });
  afterEach(() => {
    http.verify();
    sessionStorage.clear();
  });

  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const dialog = (): HTMLDialogElement => element().querySelector('dialog')!;
  const field = (): HTMLInputElement => element().querySelector('input')!;
  const fault = (): string => element().querySelector('[role=alert]')!.textContent.trim();
  const show = async (): Promise<void> => {
    fixture = TestBed.createComponent(KeyPrompt);
    await fixture.whenStable();
  };
  const enter = async (text: string): Promise<void> => {
    field().value = text;
    field().dispatchEvent(new Event('input'));
    element()
      .querySelector('form')!
      .dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };

  it('opens as a modal dialog with a name and says where a key comes from', async () => {
    key.refused(null);
    await show();
    expect(dialog().open).toBe(true);
    expect(document.getElementById(dialog().getAttribute('aria-labelledby')!)?.textContent).toBe('API key needed');
    expect(element().textContent).toContain('answers only those who send an API key');
    expect(element().textContent).toContain('API_KEYS');
    expect(field().type).toBe('password');
  });

  it('says that the key of this tab was taken back, and that nothing is lost', async () => {
    key.use('an-old-key');
    key.refused('an-old-key');
    await show();
    expect(element().textContent).toContain(
      'does not accept the key of this tab any more. Nothing that you have written',
    );
  });

  it('uses a key that the backend takes, and closes', async () => {
    key.refused(null);
    await show();
    await enter('  a-key\n');
    expect(element().querySelector('button')!.textContent).toContain('Checking…');
    const request = http.expectOne('/api');
    expect(request.request.headers.get('Authorization')).toBe('Bearer a-key');
    expect(key.value()).toBeNull();
    request.flush('{}');
    expect({ value: key.value(), wanted: key.wanted(), isOpen: dialog().open }).toEqual({
      value: 'a-key',
      wanted: null,
      isOpen: false,
    });
  });

  it('says that a key is wrong, keeps what was typed and holds no key', async () => {
    key.refused(null);
    await show();
    await enter('shop:wrong');
    http.expectOne('/api').flush('', REFUSED);
    await fixture.whenStable();
    expect(fault()).toBe('This key is not accepted. Enter only what stands after the colon of the name.');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect({ typed: field().value, isOpen: dialog().open, value: key.value() }).toEqual({
      typed: 'shop:wrong',
      isOpen: true,
      value: null,
    });
    field().dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(fault()).toBe('');
  });

  it('tells a backend that does not answer from a wrong key', async () => {
    key.refused(null);
    await show();
    await enter('a-key');
    http.expectOne('/api').error(new ProgressEvent('error'));
    await fixture.whenStable();
    expect(fault()).toBe('The key could not be checked. The backend did not answer.');
  });

  it.each([
    ['', 'Enter a key.'],
    ['   ', 'Enter a key.'],
    ['two words', 'A key has no spaces and no letters beyond plain ASCII.'],
    ['clé', 'A key has no spaces and no letters beyond plain ASCII.'],
  ])('sends nothing for %j', async (text, words) => {
    key.refused(null);
    await show();
    await enter(text);
    expect(fault()).toBe(words);
  });

  it('checks one key at a time', async () => {
    key.refused(null);
    await show();
    await enter('a-key');
    await enter('a-key');
    http.expectOne('/api').flush('{}');
  });

  it('stays when the browser closes it', async () => {
    key.refused(null);
    await show();
    const escape = new Event('cancel', { cancelable: true });
    dialog().dispatchEvent(escape);
    expect(escape.defaultPrevented).toBe(true);
    dialog().close();
    expect(dialog().open).toBe(true);
  });
});
