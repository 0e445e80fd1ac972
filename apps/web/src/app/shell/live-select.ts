import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Connection } from '../core/connection';
import { LIVE_SECONDS, LiveControl } from '../core/live-control';
import { Icon } from '../shared/icon';

/** Shows whether the page is live and lets a person choose how often it asks for news. */
@Component({
  selector: 'ft-live-select',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [title]="'Ask for news: ' + (seconds() === 0 ? 'off' : 'every ' + seconds() + ' s')">
      <i class="dot" [class.bad]="isOut()" [class.off]="!isOut() && seconds() === 0"></i>
      <span>{{ word() }}</span>
      <span class="visually-hidden">, ask for news every</span>
      <select (change)="choose($event)">
        @for (choice of choices; track choice) {
          <option [value]="choice" [selected]="choice === seconds()">{{ choice === 0 ? 'Off' : choice + ' s' }}</option>
        }
      </select>
      <ft-icon name="chevron-down" />
    </label>
  `,
  styles: `
    label {
      block-size: 34px;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      background: var(--card);
      display: flex;
      align-items: center;
      gap: 8px;
      padding-inline-start: 12px;
      font-size: 13px;
      font-weight: 550;
      white-space: nowrap;
      position: relative;
    }
    label:focus-within {
      outline: 2px solid var(--primary);
      outline-offset: 2px;
    }
    select {
      appearance: none;
      border: 0;
      outline: none;
      background: var(--card);
      color: var(--ink-3);
      font-weight: 500;
      block-size: 100%;
      padding-inline-end: 28px;
      border-radius: inherit;
      cursor: pointer;
    }
    ft-icon {
      --icon: 14px;
      position: absolute;
      inset-inline-end: 10px;
      color: var(--ink-3);
      pointer-events: none;
    }
  `,
})
export class LiveSelect {
  private readonly live = inject(LiveControl);

  protected readonly choices = LIVE_SECONDS;
  protected readonly seconds = this.live.seconds;
  protected readonly isOut = inject(Connection).isUnreachable;
  protected readonly word = computed(() => {
    if (this.isOut()) return 'Offline';
    return this.seconds() === 0 ? 'Paused' : 'Live';
  });

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const seconds = LIVE_SECONDS.find((choice) => String(choice) === value);
    if (seconds !== undefined) this.live.choose(seconds);
  }
}
