import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { ApiKey } from '../../core/api-key';
import { CopyButton } from '../copy-button';
import { curlCode, toPieces, typescriptCode } from './request-code';

const LANGUAGES = ['curl', 'TypeScript', 'JSON'] as const;

/** The request that a job is sent with, as code to copy. */
@Component({
  selector: 'ft-request-preview',
  imports: [CopyButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar-top">
      <div class="seg" role="group" aria-label="Language">
        @for (language of languages; track language) {
          <button
            type="button"
            [class.on]="language === chosen()"
            [attr.aria-pressed]="language === chosen()"
            (click)="chosen.set(language)"
          >
            {{ language }}
          </button>
        }
      </div>
      <span class="grow"></span>
      <ft-copy [text]="code()" />
    </div>
    <pre
      class="codeblk"
      tabindex="0"
      role="region"
      aria-label="Request as code"
    >@for (piece of pieces(); track $index) {<span [class]="piece.look">{{ piece.text }}</span>}</pre>
    @if (note()) {
      <p class="s mut">{{ note() }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-inline-size: 0;
    }
    .bar-top {
      display: flex;
      align-items: center;
    }
    .seg {
      flex: none;
    }
    .seg > button {
      block-size: 26px;
    }
    .codeblk {
      background: var(--card);
      border-color: var(--line);
      flex: 1;
      max-block-size: 480px;
    }
  `,
})
export class RequestPreview {
  private readonly origin = inject(DOCUMENT).location.origin;
  private readonly isKeyed = inject(ApiKey).isHeld;

  /** JSON text of the body. */
  readonly body = input.required<string>();
  readonly idempotencyKey = input('');
  /** What has to be known before the code is used. */
  readonly note = input('');

  protected readonly languages = LANGUAGES;
  protected readonly chosen = signal<(typeof LANGUAGES)[number]>('curl');
  protected readonly code = computed(() => {
    const request = {
      origin: this.origin,
      body: this.body(),
      isKeyed: this.isKeyed(),
      idempotencyKey: this.idempotencyKey(),
    };
    switch (this.chosen()) {
      case 'curl':
        return curlCode(request);
      case 'TypeScript':
        return typescriptCode(request);
      case 'JSON':
        return request.body;
    }
  });
  protected readonly pieces = computed(() => toPieces(this.code()));
}
