import {
  ChangeDetectionStrategy,
  Component,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { JobRowView } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import { RelativeTime } from '../../../shared/relative-time';
import { shortId } from '../../../shared/short-id';
import { StatusBadge } from '../../../shared/status-badge';
import { JobMenu } from './job-menu';
import { JobOutcome } from './job-outcome';
import type { LineLook } from './list-lines';
import type { ColumnName } from './query/list-preferences';
import { shownTitle } from '../../../shared/job-title';
import type { JobChange } from '../job-change';
import { runText, waitText } from './row-times';

/** One job in the list: a table row on a wide screen, a card on a phone. */
@Component({
  selector: 'ft-job-row',
  imports: [JobMenu, JobOutcome, RelativeTime, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-row.html',
  styleUrl: './job-row.scss',
  host: {
    role: 'row',
    '[class.gone]': "look() === 'gone'",
    '[class.on]': 'isSelected()',
  },
})
export class JobRow {
  private readonly injector = inject(Injector);
  private readonly now = inject(Now);
  private readonly service = inject(ServiceApi);
  private readonly privacy = inject(PayloadPrivacy);

  readonly job = input.required<JobRowView>();
  readonly look = input<LineLook>('plain');
  readonly columns = input.required<ReadonlySet<ColumnName>>();
  readonly isSelected = input(false);
  /** Its box was pressed; `true`: together with all rows since the last one. */
  readonly picked = output<boolean>();
  readonly act = output<JobChange>();
  readonly menuOpened = output<boolean>();

  protected readonly isSending = computed(() => this.look() === 'sending');
  protected readonly title = computed(() => shownTitle(this.job(), this.privacy.isHidden()));
  protected readonly tags = computed(() => (this.privacy.isHidden() ? [] : this.job().tags));
  protected readonly shortId = computed(() => shortId(this.job().id));
  protected readonly isSimulated = computed(() => this.service.isSimulated(this.job().type));
  protected readonly wait = computed(() => waitText(this.job(), () => this.now.ms()));
  protected readonly run = computed(() => runText(this.job(), () => this.now.ms()));
  protected readonly isUsedUp = computed(() => {
    const { status, attempts, maxAttempts } = this.job();
    return status === 'FAILED' && attempts >= maxAttempts;
  });

  /** The browser has turned the box; a row that stays as it was has to turn it back. */
  protected pick(box: HTMLInputElement, isRange: boolean): void {
    this.picked.emit(isRange);
    afterNextRender(
      () => {
        box.checked = this.isSelected();
      },
      { injector: this.injector },
    );
  }
}
