import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { JobView } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import { CopyButton } from '../../../shared/copy-button';
import { shortId } from '../../../shared/short-id';
import { absoluteTime, shortTime } from '../../../shared/time-text';
import { factsOf } from './facts-of';

/** What is known about a job beside its input and result. */
@Component({
  selector: 'ft-job-facts',
  imports: [CopyButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <aside class="card" aria-label="Facts about the job">
      @for (group of groups(); track group.title) {
        <section>
          <h2>{{ group.title }}</h2>
          <dl class="facts">
            @for (fact of group.facts; track fact.name) {
              <dt>{{ fact.name }}</dt>
              @let value = fact.value;
              @switch (value.kind) {
                @case ('tags') {
                  <dd class="tags">
                    @for (tag of value.tags; track $index) {
                      <span class="tag">{{ tag }}</span>
                    }
                  </dd>
                }
                @case ('moment') {
                  <dd>
                    <time [attr.datetime]="value.text" [title]="full(value.text)">{{ local(value.text) }}</time>
                  </dd>
                }
                @case ('job') {
                  <dd>
                    <a class="link mono" [routerLink]="['/jobs', value.text]">{{ short(value.text) }}</a>
                  </dd>
                }
                @case ('id') {
                  <dd class="row">
                    <span class="mono cut" [title]="value.text">{{ short(value.text) }}</span>
                    <ft-copy [text]="value.text" label="Copy id" [compact]="true" />
                  </dd>
                }
                @default {
                  <dd class="text">{{ value.text }}</dd>
                }
              }
            }
          </dl>
        </section>
      }
    </aside>
  `,
  styles: `
    .card {
      padding: 14px 16px;
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    .facts {
      gap: 5px 12px;
      align-items: baseline;
    }
    .text {
      white-space: pre-wrap;
    }
    dd {
      font-variant-numeric: normal;
    }
    .row {
      gap: 2px;
    }
    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
    h2 {
      font-size: 12px;
      line-height: 16px;
      font-weight: 620;
      color: var(--ink-2);
      margin-block-end: 6px;
    }
    section + section {
      border-block-start: 1px solid var(--line-soft);
      padding-block-start: 12px;
    }
  `,
})
export class JobFacts {
  private readonly clock = inject(Now);
  private readonly service = inject(ServiceApi);
  private readonly privacy = inject(PayloadPrivacy);

  readonly job = input.required<JobView>();

  protected readonly groups = computed(() => {
    const job = this.privacy.isHidden() ? withoutOwnWords(this.job()) : this.job();
    const executors = this.service.service()?.executors ?? {};
    const executor = Object.hasOwn(executors, job.type) ? executors[job.type] : undefined;
    return factsOf(job, executor, this.clock.ms());
  });
  protected readonly short = shortId;

  protected local(iso: string): string {
    return shortTime(Date.parse(iso), this.clock.ms());
  }

  protected full(iso: string): string {
    return absoluteTime(Date.parse(iso));
  }
}

/** A job without what its submitter has written about it; that there is something stays to be seen. */
function withoutOwnWords({ key, tags = [], metadata = {}, ...job }: JobView): JobView {
  const count = Object.keys(metadata).length;
  return {
    ...job,
    ...(key !== undefined && { key: HIDDEN_TEXT }),
    ...(tags.length > 0 && { tags: [HIDDEN_TEXT] }),
    ...(count > 0 && { metadata: { [count === 1 ? '1 text' : `${count} texts`]: HIDDEN_TEXT } }),
  };
}
