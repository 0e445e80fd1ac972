import { Prop, Schema } from '@nestjs/mongoose';

/** An action on many jobs, as JSON text beside what it is looked for by. */
@Schema({ collection: 'operations' })
export class OperationRecord {
  @Prop({ type: String, required: true }) _id!: string;
  @Prop({ type: Boolean, required: true }) isOpen!: boolean;
  @Prop({ type: Number, required: true }) revision!: number;
  @Prop({ type: Date, required: true }) startedAt!: Date;
  @Prop({ type: String, required: true }) body!: string;
}
