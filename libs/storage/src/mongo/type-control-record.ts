import { Prop, Schema } from '@nestjs/mongoose';

/** What operators changed about a type; `_id` is the type. */
@Schema({ collection: 'type_controls' })
export class TypeControlRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: Boolean, required: true }) paused!: boolean;
  @Prop({ type: Number }) concurrency?: number;
  @Prop({ type: Date, required: true }) changedAt!: Date;
  @Prop({ type: String, required: true }) changedBy!: string;
}
