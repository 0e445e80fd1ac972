import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { PayloadPrivacy } from '../core/payload-privacy';
import { Icon } from '../shared/icon';

/** Hides what jobs carry, and shows it again. */
@Component({
  selector: 'ft-privacy-button',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      class="ib"
      aria-label="Hide payloads"
      [attr.aria-pressed]="isHidden()"
      [title]="title()"
      [class.on]="isHidden()"
      (click)="change()"
    >
      <ft-icon [name]="isHidden() ? 'eye-off' : 'eye'" />
    </button>
  `,
  styles: `
    button {
      --icon: 18px;
    }
    .on {
      background: var(--secondary-container);
      color: var(--on-secondary-container);
    }
  `,
})
export class PrivacyButton {
  private readonly privacy = inject(PayloadPrivacy);

  protected readonly isHidden = this.privacy.isHidden;
  protected readonly title = computed(() =>
    this.isHidden() ? 'Payloads are hidden. Show them' : 'Hide payloads: prompts, results, tags, metadata',
  );

  protected change(): void {
    this.privacy.hide(!this.isHidden());
  }
}
