import { InjectModel } from '@nestjs/mongoose';
import { Injectable } from '@nestjs/common';
import { Model } from 'mongoose';
import { CounterRecord, JobRecord, MetaRecord, TurnRecord } from './records';

/** The collections of one store. */
@Injectable()
export class Collections {
  constructor(
    @InjectModel(JobRecord.name) readonly jobs: Model<JobRecord>,
    @InjectModel(CounterRecord.name) readonly counters: Model<CounterRecord>,
    @InjectModel(TurnRecord.name) readonly turns: Model<TurnRecord>,
    @InjectModel(MetaRecord.name) readonly meta: Model<MetaRecord>,
  ) {}
}
