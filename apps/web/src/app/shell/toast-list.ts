import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Toasts } from '../core/toasts';
import { Icon } from '../shared/icon';

/** The messages of {@link Toasts}, read out politely. */
@Component({
  selector: 'ft-toast-list',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="status">
      @for (toast of toasts.shown(); track toast.id) {
        <p class="toast">
          <ft-icon [class]="toast.tone" [name]="toast.tone === 'ok' ? 'check' : 'circle-alert'" /><span class="grow">{{
            toast.text
          }}</span>
          @if (toast.link; as link) {
            <a class="link" [routerLink]="link.path" (click)="toasts.dismiss(toast.id)">{{ link.label }}</a>
          }
          <button type="button" class="ib" aria-label="Dismiss" (click)="toasts.dismiss(toast.id)">
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
}
