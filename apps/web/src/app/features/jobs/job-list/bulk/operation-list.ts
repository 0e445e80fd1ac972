import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { OperationView } from '@fasttrack/contracts';
import { Icon } from '../../../../shared/icon';
import { ProblemPanel } from '../../../../shared/problem-panel';
import { operationText } from './bulk-words';
import { Operations } from './operations';

/** Operations under way with their progress, and those that ended while somebody looked on. */
@Component({
  selector: 'ft-operation-list',
  imports: [Icon, ProblemPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operation-list.html',
  styleUrl: './operation-list.scss',
})
export class OperationList {
  protected readonly operations = inject(Operations);
  protected readonly textOf = operationText;

  protected titleOf({ action, state }: OperationView): string {
    if (state !== 'RUNNING') return action === 'cancel' ? 'Cancel of many jobs' : 'Retry of many jobs';
    return action === 'cancel' ? 'Cancelling jobs' : 'Retrying jobs';
  }

  protected percentOf({ examined, total }: OperationView): number {
    return total === 0 ? 100 : Math.min(100, Math.floor((examined / total) * 100));
  }
}
