import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Expects } from '@fasttrack/contracts';
import { PRIORITIES } from '@fasttrack/contracts';
import { Choice } from '../choice';
import type { DraftJob } from '../draft-job';
import { FieldFrame } from '../payload-form/field-frame';
import { PairsField } from '../payload-form/pairs-field';
import { AttemptsField } from './attempts-field';
import { RunAtField } from './run-at-field';
import type { SettingFaults } from './settings-faults';
import { TagsField } from './tags-field';

const EXPECTS: readonly { readonly value: Expects; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
];

/** What can be said about any job, whatever its type. */
@Component({
  selector: 'ft-job-settings',
  imports: [AttemptsField, Choice, FieldFrame, PairsField, RunAtField, TagsField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-settings.html',
  styleUrl: './job-settings.scss',
})
export class JobSettings {
  readonly draft = input.required<DraftJob>();
  readonly faults = input.required<SettingFaults>();
  /** Runs that a job of this type has when nobody says how many. */
  readonly usualAttempts = input.required<number>();
  readonly changed = output<Partial<DraftJob>>();
  /** Why the metadata cannot be taken as it is; `null`: it can. */
  readonly blocked = output<string | null>();

  protected readonly priorities = PRIORITIES.map((value) => ({ value, label: String(value) }));
  protected readonly expects = EXPECTS;
}
