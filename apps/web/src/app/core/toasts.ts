import { Injectable, signal } from '@angular/core';

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** `bad`: something did not work. */
  readonly tone: 'ok' | 'bad';
  /** Where the message leads. */
  readonly link?: { readonly label: string; readonly path: string };
}

const STAYS_MS = 8000;

/** Says how something went. Readers of a screen hear it politely; it goes by itself. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly current = signal<readonly Toast[]>([]);
  private count = 0;

  readonly shown = this.current.asReadonly();

  /** Something is done. */
  show(text: string, link?: Toast['link']): void {
    this.put({ id: ++this.count, text, tone: 'ok', ...(link && { link }) });
  }

  /** Something did not work, and no page shows it. */
  warn(text: string): void {
    this.put({ id: ++this.count, text, tone: 'bad' });
  }

  dismiss(id: number): void {
    this.current.update((all) => all.filter((toast) => toast.id !== id));
  }

  private put(toast: Toast): void {
    this.current.update((all) => [...all.slice(-2), toast]);
    setTimeout(() => {
      this.dismiss(toast.id);
    }, STAYS_MS);
  }
}
