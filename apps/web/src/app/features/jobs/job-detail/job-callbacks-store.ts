import { Injectable, computed, inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import type { CallbackPage } from '../../../core/callbacks-api';
import { CallbacksApi } from '../../../core/callbacks-api';
import { injectPoll } from '../../../core/poll';

const INTERVAL_MS = 5000;
const NONE: CallbackPage = { entries: [], hasOlder: false };

/** What came in about one job, kept up to date. When it cannot be read, the rest of the page goes on. */
@Injectable()
export class JobCallbacksStore {
  private readonly api = inject(CallbacksApi);
  private readonly id = inject(ActivatedRoute).snapshot.paramMap.get('id') ?? '';
  private readonly poll = injectPoll(() => this.api.ofJob(this.id), { intervalMs: INTERVAL_MS });

  readonly isRead = computed(() => this.poll.value() !== undefined);
  /** Newest first. */
  readonly page = computed(() => this.poll.value() ?? NONE);
  /** Why they cannot be shown; a backend that does not answer has its banner. */
  readonly problem = computed(() => (this.poll.problem()?.isUnreachable ? undefined : this.poll.problem()));

  refresh(): void {
    this.poll.refresh();
  }
}
