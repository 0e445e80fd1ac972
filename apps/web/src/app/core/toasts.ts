import { Injectable, signal } from '@angular/core';

/** Where a message leads, or what it lets a person do: `Undo`. */
export type ToastOffer =
  { readonly label: string; readonly path: string } | { readonly label: string; readonly run: () => void };

/** What keeps messages on screen: the pointer over them, or the focus on one. */
export type ToastHolder = 'pointer' | 'focus';

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** `bad`: something did not work. */
  readonly tone: 'ok' | 'bad';
  readonly offer?: ToastOffer;
}

const STAYS_MS = 8000;
/** Time to read, to think and to get there. */
const STAYS_WITH_ACTION_MS = 20_000;
const AT_MOST = 3;

/** Says how something went. Readers of a screen hear it politely; it goes by itself, but not while it is held. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly current = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private count = 0;
  private readonly holders = new Set<ToastHolder>();

  readonly shown = this.current.asReadonly();

  /** Something is done; with what can be done about it. */
  show(text: string, offer?: ToastOffer): void {
    this.put({ id: ++this.count, text, tone: 'ok', ...(offer && { offer }) });
  }

  /** Something did not work, and no page shows it. */
  warn(text: string): void {
    this.put({ id: ++this.count, text, tone: 'bad' });
  }

  dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.current.update((all) => all.filter((toast) => toast.id !== id));
  }

  /** Messages stay while the pointer or the focus is on them, and their whole time after that. */
  hold(by: ToastHolder, isHeld: boolean): void {
    if (isHeld) this.holders.add(by);
    else this.holders.delete(by);
    for (const toast of this.current()) this.wind(toast);
  }

  private put(toast: Toast): void {
    for (const { id } of this.current().slice(0, 1 - AT_MOST)) this.dismiss(id);
    this.current.update((all) => [...all, toast]);
    this.wind(toast);
  }

  private wind({ id, offer }: Toast): void {
    clearTimeout(this.timers.get(id));
    if (this.holders.size > 0) return;
    const staysMs = offer && 'run' in offer ? STAYS_WITH_ACTION_MS : STAYS_MS;
    const dismiss = (): void => {
      this.dismiss(id);
    };
    this.timers.set(id, setTimeout(dismiss, staysMs));
  }
}
