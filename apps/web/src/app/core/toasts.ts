import { Injectable, signal } from '@angular/core';

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Where the message leads. */
  readonly link?: { readonly label: string; readonly path: string };
}

const STAYS_MS = 8000;

/** Says that something is done. Readers of a screen hear it politely; it goes by itself. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly current = signal<readonly Toast[]>([]);
  private count = 0;

  readonly shown = this.current.asReadonly();

  show(text: string, link?: Toast['link']): void {
    const toast: Toast = { id: ++this.count, text, ...(link && { link }) };
    this.current.update((all) => [...all.slice(-2), toast]);
    setTimeout(() => {
      this.dismiss(toast.id);
    }, STAYS_MS);
  }

  dismiss(id: number): void {
    this.current.update((all) => all.filter((toast) => toast.id !== id));
  }
}
