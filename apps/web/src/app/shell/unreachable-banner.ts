import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Connection } from '../core/connection';
import { Now } from '../core/now';
import { Icon } from '../shared/icon';
import { clockTime } from '../shared/time-text';

/** Stands over every page while the backend does not answer, and goes by itself when it does. */
@Component({
  selector: 'ft-unreachable-banner',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './unreachable-banner.scss',
  template: `
    @if (isOut()) {
      <div class="note err">
        <ft-icon name="wifi-off" />
        <p class="grow">
          <span role="alert">
            <b>Backend unreachable.</b>
            {{ asOf() ? 'Showing data as of ' + asOf() + '.' : 'Nothing has been loaded yet.' }}
          </span>
          <span>{{ retry() }}</span>
          <span class="mut phone-hide">&ngsp;Submitting is off until it answers.</span>
        </p>
        @for (time of countdown(); track time.until) {
          <span class="bar phone-hide"><i [style.animation-duration.ms]="time.forMs"></i></span>
        }
        <button type="button" class="btn sm" (click)="tryNow()"><ft-icon name="refresh" />Try now</button>
      </div>
    }
  `,
})
export class UnreachableBanner {
  private readonly connection = inject(Connection);
  private readonly now = inject(Now);

  protected readonly isOut = this.connection.isUnreachable;
  protected readonly asOf = computed(() => {
    const at = this.connection.asOf();
    return at === undefined ? '' : clockTime(at);
  });
  protected readonly retry = computed(() => {
    const next = this.connection.nextTryAt();
    if (next === undefined) return '';
    const seconds = Math.ceil((next - this.now.localMs()) / 1000);
    return seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again now.';
  });
  /** At most one: a new one for each wait, so that its bar starts from the beginning. */
  protected readonly countdown = computed(() => {
    const until = this.connection.nextTryAt();
    return until === undefined ? [] : [{ until, forMs: Math.max(0, until - Date.now()) }];
  });

  protected tryNow(): void {
    this.connection.tryNow();
  }
}
