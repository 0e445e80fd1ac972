import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Toasts } from '../core/toasts';
import { ToastList } from './toast-list';

describe('ToastList', () => {
  let origin: HTMLButtonElement;
  let heading: HTMLElement;

  beforeEach(() => {
    document.body.innerHTML = '<main><h1>Page</h1><button>Cancel</button></main>';
    origin = document.querySelector('button')!;
    heading = document.querySelector('h1')!;
  });

  /** A toast with the focus on one of its buttons, which came there from the page. */
  async function open(button: string) {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(ToastList);
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    const toasts = TestBed.inject(Toasts);
    const undo = jest.fn();
    toasts.show('Cancelled', { label: 'Undo', run: undo });
    await fixture.whenStable();
    origin.focus();
    const all = Array.from(host.querySelectorAll<HTMLButtonElement>('button'));
    const pressed = all.find((one) => [one.textContent.trim(), one.getAttribute('aria-label')].includes(button))!;
    pressed.focus();
    return { fixture, toasts, undo, pressed };
  }

  it.each(['Dismiss', 'Undo'])('gives the focus back to where it came from after %s', async (button) => {
    const { fixture, undo, pressed, toasts } = await open(button);
    pressed.click();
    await fixture.whenStable();
    expect(toasts.shown()).toEqual([]);
    expect(undo).toHaveBeenCalledTimes(button === 'Undo' ? 1 : 0);
    expect(document.activeElement).toBe(origin);
  });

  it('gives the focus back when newer messages push the one away that has it', async () => {
    const { fixture, toasts, pressed } = await open('Dismiss');
    const hold = jest.spyOn(toasts, 'hold');
    for (const text of ['1', '2', '3']) toasts.show(text);
    await fixture.whenStable();
    expect(pressed.isConnected).toBe(false);
    expect(document.activeElement).toBe(origin);
    expect(hold).toHaveBeenLastCalledWith('focus', false);
  });

  it('gives the focus back to where it came from after a step with Tab', async () => {
    const { fixture, pressed } = await open('Undo');
    const next = pressed.nextElementSibling as HTMLButtonElement;
    // A browser runs what waits between the two events of a key; `focus()` of a script does not.
    pressed.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: next }));
    const activeElement = jest.spyOn(document, 'activeElement', 'get').mockReturnValue(document.body);
    await Promise.resolve();
    activeElement.mockRestore();
    next.focus();
    next.click();
    await fixture.whenStable();
    expect(document.activeElement).toBe(origin);
  });

  it('gives the focus to the heading when what had it before is gone too', async () => {
    const { fixture, pressed } = await open('Dismiss');
    origin.remove();
    pressed.click();
    await fixture.whenStable();
    expect(document.activeElement).toBe(heading);
  });

  it('takes the focus from nobody who has gone on', async () => {
    const { fixture, toasts, pressed } = await open('Dismiss');
    pressed.blur();
    await Promise.resolve();
    toasts.dismiss(toasts.shown()[0]!.id);
    await fixture.whenStable();
    expect(document.activeElement).toBe(document.body);
  });
});
