import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ApiKey } from '../core/api-key';
import { Connection } from '../core/connection';
import { Icon } from '../shared/icon';

/** Makes this tab forget its API key; there only while it holds one. */
@Component({
  selector: 'ft-forget-key-button',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (isHeld()) {
      <button
        type="button"
        class="ib"
        aria-label="Forget the API key of this tab"
        title="Forget the API key of this tab"
        (click)="forget()"
      >
        <ft-icon name="log-out" />
      </button>
    }
  `,
  styles: `
    button {
      --icon: 18px;
    }
  `,
})
export class ForgetKeyButton {
  private readonly apiKey = inject(ApiKey);
  private readonly connection = inject(Connection);

  protected readonly isHeld = this.apiKey.isHeld;

  /** The backend is asked at once, so that it says whether it needs a key. */
  protected forget(): void {
    this.apiKey.forget();
    this.connection.tryNow();
  }
}
