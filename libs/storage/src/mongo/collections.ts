import { InjectModel } from '@nestjs/mongoose';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Model } from 'mongoose';
import { CallbackRecord } from './callback-record';
import { OperationRecord } from './operation-record';
import { TypeControlRecord } from './type-control-record';
import { UsageRecord } from './usage-record';
import { CounterRecord, IdempotencyRecord, JobRecord, MetaRecord, TrendRecord, TurnRecord } from './records';

/** The collections of one store. */
@Injectable()
export class Collections {
  constructor(
    @InjectModel(JobRecord.name) readonly jobs: Model<JobRecord>,
    @InjectModel(CounterRecord.name) readonly counters: Model<CounterRecord>,
    @InjectModel(TurnRecord.name) readonly turns: Model<TurnRecord>,
    @InjectModel(MetaRecord.name) readonly meta: Model<MetaRecord>,
    @InjectModel(IdempotencyRecord.name) readonly keys: Model<IdempotencyRecord>,
    @InjectModel(TrendRecord.name) readonly trend: Model<TrendRecord>,
    @InjectModel(OperationRecord.name) readonly operations: Model<OperationRecord>,
    @InjectModel(TypeControlRecord.name) readonly controls: Model<TypeControlRecord>,
    @InjectModel(CallbackRecord.name) readonly callbacks: Model<CallbackRecord>,
    @InjectModel(UsageRecord.name) readonly usage: Model<UsageRecord>,
  ) {}

  /** The same jobs for updates in bulk: casting each, as the model does, costs more than sending it. */
  get uncast(): mongo.Collection<JobRecord> {
    return this.jobs.collection as unknown as mongo.Collection<JobRecord>;
  }
}
