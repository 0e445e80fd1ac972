import { Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { JobTypeView } from '@fasttrack/contracts';
import { JobsApi } from '../../../core/jobs-api';
import { Now } from '../../../core/now';
import { injectPoll } from '../../../core/poll';
import { Draft } from '../draft';
import type { DraftJob } from '../draft-job';
import { isUnwritten } from '../draft-job';
import { injectJobTypes } from '../known-types';
import { Outbox } from '../outbox';
import { jsonText } from '../payload-form/json-value';
import { isInstant } from '../payload-form/payload-fault';
import { payloadFaults } from '../payload-form/payload-faults';
import { startOf } from '../payload-form/payload-start';
import { reindented } from '../submit-body';
import { refusalsOf } from './refusals';
import { requestSampleOf } from './request-sample';
import { settingFaults } from './settings-faults';

/** The job that is being written: its type, its draft and what is wrong with it. */
@Injectable()
export class NewJobStore {
  private readonly draft = inject(Draft);
  private readonly outbox = inject(Outbox);
  private readonly clock = inject(Now);
  private readonly api = inject(JobsApi);
  private readonly types = injectJobTypes();
  private readonly stats = injectPoll(() => this.api.stats(), { intervalMs: 2000 });
  private readonly asked = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  private readonly tried = signal(false);
  private readonly metadataBlock = signal<string | null>(null);

  /** The person has tried to send it. */
  readonly isTried = this.tried.asReadonly();
  readonly all = this.types.value;
  /** Why the types could not be read; a backend that does not answer has its banner. */
  readonly problem = this.types.problem;
  /** A type in the address that the backend does not know. */
  readonly unknownType = computed(() => {
    const [name, all] = [this.asked().get('type'), this.all()];
    return name === null || !all || all.some((type) => type.name === name) ? null : name;
  });
  readonly type = computed<JobTypeView | undefined>(() => {
    const all = this.all() ?? [];
    const wanted = this.asked().get('type') ?? this.draft.job().type;
    return all.find(({ name }) => name === wanted) ?? all[0];
  });
  /** The type, or none: the form of another type is drawn anew. */
  readonly chosen = computed(() => [this.type() ?? []].flat());
  /** The draft of the type that is shown, whichever was brought up last. */
  private readonly own = computed(() => this.draft.of(this.type()?.name ?? this.draft.job().type));
  readonly job = computed<DraftJob>(() => ({ ...this.own(), payload: this.payload() }));
  readonly isEmpty = computed(() => isUnwritten(this.own()));
  readonly waiting = computed(() =>
    Object.fromEntries(Object.entries(this.stats.value()?.byType ?? {}).map(([name, { PENDING }]) => [name, PENDING])),
  );
  readonly isCounted = computed(() => this.stats.value() !== undefined);
  readonly refusals = computed(() => refusalsOf(this.outbox.failures()[0], this.job()));
  readonly faults = computed(() => {
    const block = this.metadataBlock();
    const own = settingFaults(this.job(), this.clock.ms());
    const isSaid = block !== null && this.isTried();
    return { ...this.refusals().settings, ...own, ...(isSaid && { metadata: block }) };
  });
  private readonly settingFaultCount = computed(() => Object.keys(settingFaults(this.job(), this.clock.ms())).length);
  /** What stands in the fields of metadata is no metadata. */
  readonly isMetadataBlocked = computed(() => this.metadataBlock() !== null);
  private readonly ownSettingFaultCount = computed(() => this.settingFaultCount() + (this.isMetadataBlocked() ? 1 : 0));
  private readonly payloadFaults = computed(() => {
    const type = this.type();
    return type ? payloadFaults(type.schema, this.payload()) : [];
  });
  /** Faults that keep it from being sent; what the backend said may be tried again. */
  readonly ownFaultCount = computed(() => this.ownSettingFaultCount() + this.payloadFaults().length);
  /** Those of them that are said while they are written. */
  readonly instantFaultCount = computed(
    () => this.ownSettingFaultCount() + this.payloadFaults().filter(isInstant).length,
  );
  /** The request as code shows it. */
  readonly sample = computed(() =>
    requestSampleOf(this.job(), this.type()?.schema ?? {}, {
      settings: this.settingFaultCount() === 0,
      payload: this.payloadFaults().length === 0,
    }),
  );
  readonly refusalCount = computed(() => this.refusals().payload.size + Object.keys(this.refusals().settings).length);

  private readonly fresh = computed(() => {
    const schema = this.type()?.schema;
    return jsonText((schema && startOf(schema, schema)) ?? new Map(), '  ');
  });
  private readonly payload = computed(() => this.own().payload || this.fresh());

  /** Brings up the draft of the type that the address or the person chose. */
  choose(type: string): void {
    if (type === this.draft.job().type) return;
    this.tried.set(false);
    this.metadataBlock.set(null);
    this.draft.choose(type);
  }

  change(part: Partial<DraftJob>): void {
    this.draft.put({ ...this.own(), ...part });
  }

  /** A payload as it is at the start is none: nobody has begun. */
  write(payload: string): void {
    this.change({ payload: reindented(payload) === this.fresh() ? '' : payload });
  }

  block(reason: string | null): void {
    this.metadataBlock.set(reason);
  }

  /** From now on what is wrong is said. */
  try(): void {
    this.tried.set(true);
  }

  /** Begins anew. What is given brings the draft back, unless another one was begun since: then it says `false`. */
  reset(): () => boolean {
    const before = this.own();
    const takeUp = this.outbox.letGo(before.type);
    this.tried.set(false);
    this.metadataBlock.set(null);
    this.empty();
    return () => {
      const isBack = this.draft.restore(before);
      if (isBack) takeUp();
      return isBack;
    };
  }

  refresh(): void {
    this.types.refresh();
  }

  /** Sends the job and begins anew. */
  send(): void {
    const job = this.job();
    this.empty();
    this.outbox.send(job);
  }

  private empty(): void {
    this.draft.choose(this.own().type);
    this.draft.clear();
  }
}
