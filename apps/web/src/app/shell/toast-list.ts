import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { giveFocusBack } from '../core/give-focus-back';
import type { Toast, ToastOffer } from '../core/toasts';
import { Toasts } from '../core/toasts';
import { Icon } from '../shared/icon';

/** The messages of {@link Toasts}, read out politely. */
@Component({
  selector: 'ft-toast-list',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div
      role="status"
      (pointermove)="toasts.hold('pointer', true)"
      (pointerleave)="toasts.hold('pointer', false)"
      (focusin)="toasts.hold('focus', true)"
      (focusout)="toasts.hold('focus', false)"
    >
      @for (toast of toasts.shown(); track toast.id) {
        <p class="toast">
          <ft-icon [class]="toast.tone" [name]="toast.tone === 'ok' ? 'check' : 'circle-alert'" /><span class="grow">{{
            toast.text
          }}</span>
          @if (toast.offer; as offer) {
            @if (isLink(offer)) {
              <a class="link" [routerLink]="offer.path" (click)="drop(toast.id)">{{ offer.label }}</a>
            } @else {
              <button type="button" class="link" (click)="take(toast, offer)">{{ offer.label }}</button>
            }
          }
          <button type="button" class="ib" aria-label="Dismiss" (click)="drop(toast.id)">
            <ft-icon name="x" />
          </button>
        </p>
      }
    </div>
  `,
  styles: `
    :host {
      position: fixed;
      inset-inline-end: 24px;
      inset-block-end: calc(var(--bottom-h) + 20px);
      z-index: 5;
      max-inline-size: min(420px, calc(100vw - 32px));
    }
    div {
      display: grid;
      gap: 8px;
    }
    .toast {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 4px 4px 4px 14px;
      min-block-size: 44px;
      font-size: 13.5px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--raised);
      box-shadow: var(--e2);
      animation: ft-appear var(--enter);
    }
    .link {
      padding: 4px;
      font-size: 13.5px;
    }
    @media (max-width: 599px) {
      :host {
        inset-inline: 16px;
        inset-block-end: calc(var(--bottom-h) + 12px);
      }
    }
  `,
})
export class ToastList {
  protected readonly toasts = inject(Toasts);

  constructor() {
    giveFocusBack(() => {
      this.toasts.hold('focus', false);
    });
  }

  protected isLink(offer: ToastOffer): offer is Extract<ToastOffer, { readonly path: string }> {
    return 'path' in offer;
  }

  /** The pointer may be over none now, and no leaving is heard of what is gone; over another one, its next move holds that. */
  protected drop(id: number): void {
    this.toasts.hold('pointer', false);
    this.toasts.dismiss(id);
  }

  protected take({ id }: Toast, { run }: Extract<ToastOffer, { readonly run: () => void }>): void {
    this.drop(id);
    run();
  }
}
