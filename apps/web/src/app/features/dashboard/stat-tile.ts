import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Sparkline } from '../../shared/chart/sparkline';
import { Icon } from '../../shared/icon';
import type { StatCard } from './stat-cards';

const DIRECTIONS = { up: ' more', down: ' less', same: '' } as const;

/** One figure with its change and its course; it leads to the jobs behind it. */
@Component({
  selector: 'ft-stat-tile',
  imports: [Icon, RouterLink, Sparkline],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './stat-tile.scss',
  template: `
    <a class="card" routerLink="/jobs" [queryParams]="card().query" [title]="card().hint">
      <span class="label"
        >{{ card().label }}
        @if (card().aside; as aside) {
          <small>{{ aside }}</small>
        }
      </span>
      <span class="value"
        >{{ card().value }}<small>{{ card().unit }}</small></span
      >
      <span class="foot">
        @if (card().change; as change) {
          <span class="delta" [class]="change.tone" [class.same]="change.direction === 'same'">
            @if (change.direction !== 'same') {
              <ft-icon [name]="change.direction === 'up' ? 'arrow-up' : 'arrow-down'" />
            }
            <span>{{ change.text }}</span><span class="visually-hidden"
              >{{ direction() }}, {{ card().against.full }}</span
            >
          </span>
        } @else {
          <span class="told s dim">{{ card().note }}</span>
        }
        <ft-sparkline [values]="card().spark" [style.--spark]="'var(--c-' + card().colour + ')'" />
      </span>
      @if (card().change) {
        <span class="against s dim cut" aria-hidden="true">{{ card().against.short }}</span>
      }
    </a>
  `,
})
export class StatTile {
  readonly card = input.required<StatCard>();

  protected readonly direction = computed(() => DIRECTIONS[this.card().change?.direction ?? 'same']);
}
