import type { Expects, Priority } from '@fasttrack/contracts';
import { PRIORITIES, PRIORITY_DEFAULT, PROMPT_MAX_LENGTH } from '@fasttrack/contracts';
import { MaxUnits } from '@fasttrack/foundation/http/max-units';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsString, Matches } from 'class-validator';
import type { JsonObject } from '@fasttrack/contracts';

const EXPECTS = ['json', 'text'] as const;

/** Payload of a `prompt` job. */
export class PromptPayloadDto {
  @ApiProperty({ minLength: 1, maxLength: PROMPT_MAX_LENGTH, pattern: '\\S', example: 'Write a haiku about queues' })
  @MaxUnits(PROMPT_MAX_LENGTH, { message: `prompt must be at most ${PROMPT_MAX_LENGTH} characters long` })
  @Matches(/\S/, { message: 'prompt must not be blank' })
  @IsString({ message: 'prompt must be a string' })
  prompt!: string;
}

/** Body of `POST /jobs`. */
export class SubmitJobDto extends PromptPayloadDto {
  @ApiPropertyOptional({ enum: ['prompt'], default: 'prompt' })
  @MayBeAbsent()
  @IsIn(['prompt'], { message: 'type must be prompt: no other type is registered' })
  type?: string;

  @ApiPropertyOptional({
    type: 'integer',
    enum: [...PRIORITIES],
    default: PRIORITY_DEFAULT,
    description: '5 is the most urgent',
  })
  @MayBeAbsent()
  @IsIn(PRIORITIES, { message: 'priority must be a whole number from 1 to 5' })
  priority?: Priority;

  @ApiPropertyOptional({ enum: EXPECTS, default: 'json', description: 'What a string result should be' })
  @MayBeAbsent()
  @IsIn(EXPECTS, { message: 'expects must be json or text' })
  expects?: Expects;
}

/** Body of `POST /jobs/:id/retry`; empty: the same job again. */
export class RetryJobDto {
  @ApiPropertyOptional({ type: PromptPayloadDto })
  @MayBeAbsent()
  @IsObject({ message: 'payload must be an object' })
  payload?: JsonObject;
}
