import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { injectShortcuts } from '../../../core/shortcuts';
import { Icon } from '../../../shared/icon';
import { JobNeighbours } from '../job-neighbours';

/** The way to the jobs before and after this one in the list it was opened from. */
@Component({
  selector: 'ft-job-steps',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (around(); as at) {
      <span class="s dim phone-hide">{{ at.position }}{{ at.total ? ' of ' + at.total : '' }}</span>
      @if (at.previous; as id) {
        <a
          class="btn i sm"
          queryParamsHandling="preserve"
          aria-label="Previous job of the list"
          title="Previous job ( [ )"
          [routerLink]="['/jobs', id]"
        >
          <ft-icon name="chevron-up" />
        </a>
      }
      @if (at.next; as id) {
        <a
          class="btn i sm"
          queryParamsHandling="preserve"
          aria-label="Next job of the list"
          title="Next job ( ] )"
          [routerLink]="['/jobs', id]"
        >
          <ft-icon name="chevron-down" />
        </a>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 6px;
      align-items: center;
    }
    .s {
      padding-inline-end: 4px;
    }
  `,
})
export class JobSteps {
  private readonly router = inject(Router);
  private readonly neighbours = inject(JobNeighbours);

  readonly id = input.required<string>();
  /** Something is being written: no key leads away from it. */
  readonly isHeld = input(false);

  protected readonly around = computed(() => this.neighbours.of(this.id()));

  constructor() {
    injectShortcuts('Jobs of the list', [
      { keys: '[', label: 'Previous job', run: () => this.go(this.around()?.previous) },
      { keys: ']', label: 'Next job', run: () => this.go(this.around()?.next) },
    ]);
  }

  private go(id: string | undefined): boolean {
    if (id === undefined || this.isHeld()) return false;
    void this.router.navigate(['/jobs', id], { queryParamsHandling: 'preserve' });
    return true;
  }
}
