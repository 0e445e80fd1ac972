import { Prop, Schema } from '@nestjs/mongoose';

/** What models used for the jobs of a type that are kept; `_id` is the type. */
@Schema({ collection: 'usage' })
export class UsageRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: Number, required: true }) inputTokens!: number;
  @Prop({ type: Number, required: true }) outputTokens!: number;
}
