import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ApiKey } from '../core/api-key';
import { ServiceApi } from '../core/service-api';
import { ForgetKeyButton } from './forget-key-button';
import { LiveSelect } from './live-select';
import { Logo } from './logo';
import { ThemeButton } from './theme-button';

const NAMES = { development: 'Development', production: 'Production', test: 'Test' } as const;

/** Where one is and how live it is. */
@Component({
  selector: 'ft-top-bar',
  imports: [ForgetKeyButton, LiveSelect, Logo, ThemeButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-logo class="phone-only" [class.crowded]="isKeyHeld()" />
    @if (environment(); as name) {
      <span class="env phone-hide"><i class="dot" [class.warn]="name !== 'Production'"></i>{{ name }}</span>
    }
    <span class="grow"></span>
    <ft-live-select />
    <ft-forget-key-button />
    <ft-theme-button />
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 10px;
      block-size: var(--top-h);
      padding: 0 24px;
      border-block-end: 1px solid var(--line);
      background: var(--surface);
      min-inline-size: 0;
    }
    .env {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      block-size: 24px;
      padding: 0 9px;
      border-radius: var(--r-s);
      border: 1px solid var(--line);
      background: var(--card);
      font-size: 12px;
      font-weight: 550;
      color: var(--ink-2);
    }
    .env .dot {
      inline-size: 6px;
      block-size: 6px;
      box-shadow: none;
      background: var(--c-run);
    }
    .env .dot.warn {
      background: var(--c-inv);
    }
    @media (max-width: 599px) {
      :host {
        padding: 0 8px 0 16px;
        gap: 4px;
      }
    }
    @media (max-width: 359px) {
      .crowded {
        --name: none;
      }
    }
  `,
})
export class TopBar {
  private readonly service = inject(ServiceApi).service;

  protected readonly isKeyHeld = inject(ApiKey).isHeld;
  protected readonly environment = computed(() => {
    const name = this.service()?.environment;
    return name === undefined ? undefined : NAMES[name];
  });
}
