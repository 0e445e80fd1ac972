import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ServiceApi } from '../core/service-api';
import { Icon } from '../shared/icon';
import { FindBox } from './find-box';
import { ForgetKeyButton } from './forget-key-button';
import { LiveSelect } from './live-select';
import { Logo } from './logo';
import { PrivacyButton } from './privacy-button';
import { Sheets } from './sheets';
import { ThemeButton } from './theme-button';

const NAMES = { development: 'Development', production: 'Production', test: 'Test' } as const;

/** Where one is and how live it is. */
@Component({
  selector: 'ft-top-bar',
  imports: [FindBox, ForgetKeyButton, Icon, LiveSelect, Logo, PrivacyButton, ThemeButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-logo class="phone-only" />
    @if (environment(); as name) {
      <span class="env phone-hide"><i class="dot" [class.warn]="name !== 'Production'"></i>{{ name }}</span>
    }
    <ft-find-box class="find" />
    <span class="space"></span>
    <ft-live-select />
    <button
      type="button"
      class="ib phone-hide"
      aria-label="Keyboard shortcuts"
      title="Keyboard shortcuts"
      (click)="sheets.show('help')"
    >
      <ft-icon name="keyboard" />
    </button>
    <ft-privacy-button class="phone-hide" />
    <ft-forget-key-button class="phone-hide" />
    <ft-theme-button class="phone-hide" />
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
      flex: none;
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
      white-space: nowrap;
    }
    .env .dot {
      inline-size: 6px;
      block-size: 6px;
      box-shadow: none;
      background: var(--c-run);
    }
    /* It has nothing to show, and so no gap. */
    ft-forget-key-button:empty {
      display: none;
    }
    .space {
      flex: 1;
    }
    .ib {
      --icon: 18px;
    }
    .env .dot.warn {
      background: var(--c-inv);
    }
    @media (max-width: 599px) {
      :host {
        position: relative;
        padding: 0 8px 0 16px;
        gap: 4px;
      }
      .find {
        order: 2;
      }
    }
    @media (max-width: 359px) {
      ft-logo {
        --name: none;
      }
    }
  `,
})
export class TopBar {
  private readonly service = inject(ServiceApi).service;

  protected readonly sheets = inject(Sheets);
  protected readonly environment = computed(() => {
    const name = this.service()?.environment;
    return name === undefined ? undefined : NAMES[name];
  });
}
