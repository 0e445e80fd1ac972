import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { JobTypeView, WaitingFor } from '@fasttrack/contracts';
import { Icon } from '../../../shared/icon';

const HOLDS: Readonly<Partial<Record<WaitingFor['reason'], string>>> = {
  cap: 'It waits: as many of this type run as may run at once.',
  target: 'It waits: the target takes no more for now.',
};

/** What becomes of a job of a type once it is sent. */
@Component({
  selector: 'ft-what-next',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card" aria-labelledby="next-title">
      <h2 id="next-title">What happens next</h2>
      <p class="row m mut">
        <ft-icon name="check" /><span>Answers <b>201</b> with the id at once</span>
      </p>
      <p class="row m mut">
        <ft-icon name="cpu" /><span>{{ taker() }}</span>
      </p>
      @if (hold(); as text) {
        <p class="row m warn">
          <ft-icon name="hourglass" /><span>{{ text }}</span>
        </p>
      }
      @if (waiting() !== undefined) {
        <p class="row m mut">
          <ft-icon name="timer" />
          <span>
            Now <b>{{ waiting() }}</b> waiting and <b>{{ type().running }}</b> running of this type
          </span>
        </p>
      }
    </section>
  `,
  styles: `
    section {
      padding: 14px 16px;
      display: grid;
      gap: 9px;
    }
    h2 {
      font-size: 13.5px;
      line-height: 20px;
      font-weight: 620;
    }
    p {
      gap: 10px;
      align-items: start;
    }
    b {
      color: var(--ink);
    }
    .mut ft-icon {
      color: var(--ink-3);
    }
    ft-icon {
      margin-block-start: 1px;
    }
  `,
})
export class WhatNext {
  readonly type = input.required<JobTypeView>();
  /** Jobs of the type that wait now; `undefined` until that is known. */
  readonly waiting = input<number>();

  protected readonly taker = computed(() => {
    const { executor, name } = this.type();
    if (executor === 'simulated') return 'The simulated worker takes it';
    return executor === 'pull' ? `A worker that asks for ${name} jobs takes it` : `${executor} takes it`;
  });
  protected readonly hold = computed(() => {
    const { paused, hindrance, name } = this.type();
    if (paused) return 'It waits: the type is paused.';
    if (hindrance?.reason === 'worker') return hindrance.message ?? `It waits: nobody takes ${name} jobs now.`;
    return hindrance ? (HOLDS[hindrance.reason] ?? '') : '';
  });
}
