import type { Expects, JobError, JobStatus, Priority } from '@fasttrack/contracts';
import type { JobEvent, Usage } from '@fasttrack/jobs/job';
import type { TrendFigures } from '@fasttrack/jobs/trend/trend-figures';
import type { ModelDefinition } from '@nestjs/mongoose';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as Field } from 'mongoose';
import { CallbackRecord } from './callback-record';
import { OperationRecord } from './operation-record';
import { TypeControlRecord } from './type-control-record';
import { UsageRecord } from './usage-record';

/** One change of a job, as it is stored. `changeId` tells which write made it: a lost answer is found again by it. */
export type EventRecord = JobEvent & { readonly changeId: string };

/** `ready`: PENDING and due, so it can be claimed. `delayed`: PENDING and not due. Absent in every other state. */
export type Stage = 'ready' | 'delayed';

/**
 * A job as MongoDB keeps it. What users wrote is JSON text, so that `$`, `.` and the order of keys survive and no query
 * looks into it.
 */
@Schema({ collection: 'jobs' })
export class JobRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: String, required: true }) type!: string;
  @Prop({ type: Number, required: true }) priority!: Priority;
  @Prop({ type: String, required: true }) status!: JobStatus;
  @Prop({ type: String }) stage?: Stage;
  /** Priority, turn and id as one text: the order of claims. Never changes. */
  @Prop({ type: String, required: true }) claimOrder!: string;
  @Prop({ type: String }) key?: string;
  @Prop({ type: Number, required: true }) attempt!: number;
  @Prop({ type: Number, required: true }) attempts!: number;
  @Prop({ type: Number, required: true }) maxAttempts!: number;
  @Prop({ type: String, required: true }) expects!: Expects;
  @Prop({ type: Date, required: true }) dueAt!: Date;
  @Prop({ type: Date }) scheduledFor?: Date;
  @Prop({ type: Date }) expiresAt?: Date;
  /** Whether there is an `expiresAt`: the few such jobs have an index of their own. Never changes. */
  @Prop({ type: Boolean }) canExpire?: boolean;
  /** Which call of `claim` took the job last. */
  @Prop({ type: String }) claimId?: string;
  @Prop({ type: String }) holder?: string;
  @Prop({ type: Date }) leaseUntil?: Date;
  @Prop({ type: Boolean }) isHandedOver?: boolean;
  /** When the run has taken as long as its type allows. */
  @Prop({ type: Date }) deadline?: Date;
  @Prop({ type: String, required: true }) payload!: string;
  @Prop({ type: String }) result?: string;
  /** What lists show of the prompt and of the result: JSON text of {@link Excerpt}. */
  @Prop({ type: String }) promptExcerpt?: string;
  @Prop({ type: String }) resultExcerpt?: string;
  @Prop({ type: String }) title?: string;
  @Prop({ type: Boolean }) resultValid?: boolean;
  @Prop({ type: Field.Types.Mixed }) error?: JobError;
  @Prop({ type: Field.Types.Mixed }) progress?: { percent?: number; message?: string; at: Date };
  @Prop({ type: [String], default: undefined }) tags?: string[];
  /** What the job is found by: the first `submittedWords` of what was submitted, which stay, the others of its error. */
  @Prop({ type: [String], default: undefined }) words?: string[];
  @Prop({ type: Number }) submittedWords?: number;
  @Prop({ type: String }) metadata?: string;
  @Prop({ type: String }) retryOf?: string;
  @Prop({ type: String }) retriedAs?: string;
  @Prop({ type: Field.Types.Mixed }) usage?: Usage;
  /** The first events and the last ones; a young job has its events in both. */
  @Prop({ type: [Field.Types.Mixed], required: true }) head!: EventRecord[];
  @Prop({ type: [Field.Types.Mixed], required: true }) tail!: EventRecord[];
  @Prop({ type: Number, required: true }) eventCount!: number;
  @Prop({ type: Date, required: true }) createdAt!: Date;
  @Prop({ type: Date, required: true }) updatedAt!: Date;
  @Prop({ type: Date }) startedAt?: Date;
  @Prop({ type: Date }) completedAt?: Date;
}

/** How many jobs of a type have a status. `_id` is both. */
@Schema({ collection: 'counters' })
export class CounterRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: String, required: true }) status!: JobStatus;
  @Prop({ type: String, required: true }) type!: string;
  @Prop({ type: Number, required: true }) count!: number;
}

/** The last turn that a key was given; `_id` is the key. */
@Schema({ collection: 'turns' })
export class TurnRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: Number, required: true }) turn!: number;
  /** The last turn of each of the latest batches. */
  @Prop({ type: [Field.Types.Mixed], required: true }) grants!: { batch: string; last: number }[];
}

/** A fact about the store; `_id` is its name. */
@Schema({ collection: 'meta' })
export class MetaRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: String }) text?: string;
  @Prop({ type: Number }) number?: number;
  @Prop({ type: Date }) until?: Date;
}

/** What a caller's key stands for; `_id` is its scope and the key. */
@Schema({ collection: 'idempotency_keys' })
export class IdempotencyRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: String, required: true }) fingerprint!: string;
  @Prop({ type: [String], required: true }) jobIds!: (string | null)[];
  @Prop({ type: Date, required: true }) createdAt!: Date;
  @Prop({ type: Date, required: true }) expiresAt!: Date;
}

/** What happened in one unit of time to jobs of one type, or of all; `_id` is all three. */
@Schema({ collection: 'trend' })
export class TrendRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: Date, required: true }) start!: Date;
  @Prop({ type: Date, required: true }) keptUntil!: Date;
  @Prop({ type: Field.Types.Mixed }) counts?: TrendFigures['counts'];
  /** How many durations fell into each bucket, by its number. */
  @Prop({ type: Field.Types.Mixed }) wait?: Record<string, number>;
  @Prop({ type: Field.Types.Mixed }) run?: Record<string, number>;
}

const model = (record: new () => unknown): ModelDefinition => ({
  name: record.name,
  schema: SchemaFactory.createForClass(record)
    .set('versionKey', false)
    .set('minimize', false)
    .set('strictQuery', 'throw'),
});

/** Every collection that has a model. */
export const MODELS: ModelDefinition[] = [
  JobRecord,
  OperationRecord,
  TypeControlRecord,
  UsageRecord,
  CounterRecord,
  TurnRecord,
  MetaRecord,
  IdempotencyRecord,
  TrendRecord,
  CallbackRecord,
].map(model);
