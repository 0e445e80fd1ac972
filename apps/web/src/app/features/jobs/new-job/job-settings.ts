import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Expects } from '@fasttrack/contracts';
import { PRIORITIES } from '@fasttrack/contracts';
import { Now } from '../../../core/now';
import { Choice } from '../choice';
import type { DraftJob } from '../draft-job';
import type { Field } from '../payload-form/field';
import { PairsField } from '../payload-form/pairs-field';
import { TextField } from '../payload-form/text-field';
import { AttemptsField } from './attempts-field';
import { MomentField } from './moment-field';
import { expiresAtWords, runAtWords } from './moment-words';
import type { SettingFaults } from './settings-faults';
import { TagsField } from './tags-field';

const EXPECTS: readonly { readonly value: Expects; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
];

const oneLine = (label: string, hint: string): Field & { readonly kind: 'text' } => ({
  kind: 'text',
  label,
  hint,
  example: '',
  isRequired: false,
  format: '',
  rows: 1,
});
const KEY = oneLine('Key', 'Whose job it is: keys take turns');
const IDEMPOTENCY_KEY = oneLine('Idempotency key', 'Sent again with it within a day, no second job is made');

/** What can be said about any job, whatever its type. */
@Component({
  selector: 'ft-job-settings',
  imports: [AttemptsField, Choice, MomentField, PairsField, TagsField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-settings.html',
  styleUrl: './job-settings.scss',
  host: { role: 'group', 'aria-labelledby': 'settings-title' },
})
export class JobSettings {
  private readonly clock = inject(Now);

  readonly draft = input.required<DraftJob>();
  readonly faults = input.required<SettingFaults>();
  /** Runs that a job of this type has when nobody says how many. */
  readonly usualAttempts = input.required<number>();
  readonly changed = output<Partial<DraftJob>>();
  /** Why the metadata cannot be taken as it is; `null`: it can. */
  readonly blocked = output<string | null>();

  protected readonly priorities = PRIORITIES.map((value) => ({ value, label: String(value) }));
  protected readonly expects = EXPECTS;
  protected readonly key = KEY;
  protected readonly idempotencyKey = IDEMPOTENCY_KEY;
  protected readonly runAtWords = computed(() => runAtWords(this.draft().runAt, this.clock.ms()));
  protected readonly expiresAtWords = computed(() => {
    const { expiresAt, runAt } = this.draft();
    return expiresAtWords(expiresAt, runAt, this.clock.ms());
  });
}
