import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiKey } from '../../core/api-key';
import { giveFocusBack } from '../../core/give-focus-back';
import { Now } from '../../core/now';
import { Icon } from '../../shared/icon';
import { attentionsOf } from './attention';
import type { Concerns } from './concerns';
import { PutAside } from './put-aside';

/** More lines would push away what people come for. */
const SHOWN = 3;

/** Says what is wrong; there is nothing of it while nothing is. */
@Component({
  selector: 'ft-attention-strip',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './attention-strip.scss',
  template: `
    @for (item of shown(); track item.id) {
      <div class="note">
        <ft-icon name="circle-alert" />
        <p class="grow">
          <b>
            @for (part of item.head; track $index) {
              @if (part.isCode) {
                <code>{{ part.text }}</code>
              } @else {
                {{ part.text }}
              }
            }
          </b>
          {{ item.detail }} <span class="mut">{{ item.advice }}</span>
        </p>
        @if (item.link; as link) {
          <a class="link" routerLink="/jobs" [queryParams]="link.query">{{ link.label }}</a>
        }
        @if (isOpen() && item.source; as source) {
          <a class="link" target="_blank" [href]="source.href"
            >{{ source.label }}<span class="visually-hidden">, in a new tab</span></a
          >
        }
        @if (item.event; as event) {
          <button
            type="button"
            class="ib"
            aria-label="Dismiss until there is another"
            title="Dismiss until there is another"
            (click)="aside.put(event)"
          >
            <ft-icon name="x" />
          </button>
        }
      </div>
    }
    @if (more() > 0) {
      <p class="more m mut">{{ more() }} more {{ more() === 1 ? 'type waits' : 'types wait' }} for something.</p>
    }
    <p class="visually-hidden" role="status">{{ spoken() }}</p>
  `,
})
export class AttentionStrip {
  private readonly now = inject(Now);
  private readonly holdsKey = inject(ApiKey).isHeld;

  protected readonly aside = inject(PutAside);

  readonly concerns = input.required<Concerns>();

  private readonly all = computed(() =>
    attentionsOf(this.concerns(), this.now.ms()).filter(({ event }) => !event || event !== this.aside.event()),
  );
  protected readonly shown = computed(() => this.all().slice(0, SHOWN));
  protected readonly more = computed(() => this.all().length - this.shown().length);
  /** A link of a browser carries no key. */
  protected readonly isOpen = computed(() => !this.holdsKey());
  /** Without numbers, so that it is not read again each time they change. */
  protected readonly spoken = computed(() =>
    this.shown()
      .map(({ head }) => head.map(({ text }) => text).join(''))
      .join(' '),
  );

  constructor() {
    giveFocusBack(() => undefined);
  }
}
