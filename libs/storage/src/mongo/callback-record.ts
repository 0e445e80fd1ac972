import type { CallbackVerdict } from '@fasttrack/contracts';
import { Prop, Schema } from '@nestjs/mongoose';

/** One entry of the callback log, as JSON text beside what it is looked for by. */
@Schema({ collection: 'callbacks' })
export class CallbackRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: String, required: true }) verdict!: CallbackVerdict;
  @Prop({ type: String }) jobId?: string;
  @Prop({ type: String, required: true }) entry!: string;
}
