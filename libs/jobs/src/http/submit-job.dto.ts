import type { Expects, JsonObject, Priority } from '@fasttrack/contracts';
import {
  KEY_MAX_LENGTH,
  MAX_ATTEMPTS_LIMIT,
  METADATA_MAX_BYTES,
  PRIORITIES,
  PRIORITY_DEFAULT,
  PROMPT_MAX_LENGTH,
  TAGS_MAX,
  TAG_MAX_LENGTH,
} from '@fasttrack/contracts';
import { MaxJsonBytes } from '@fasttrack/foundation/http/max-json-bytes';
import { MaxUnits } from '@fasttrack/foundation/http/max-units';
import { NotYet } from '@fasttrack/foundation/http/not-yet';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { HasTextValues } from './has-text-values';
import { IsInstant } from './is-instant';

const EXPECTS = ['json', 'text'] as const;
/** A tag: an emoji is one character, as the description of the API counts. */
export const TAG = new RegExp(`^[^]{1,${TAG_MAX_LENGTH}}$`, 'u');
const TAG_RULE = `each of tags must be a text of 1 to ${TAG_MAX_LENGTH} characters`;
const KEY_RULE = `key must be a text of 1 to ${KEY_MAX_LENGTH} characters`;
const ATTEMPTS_RULE = `maxAttempts must be a whole number from 1 to ${MAX_ATTEMPTS_LIMIT}`;

/** Body of `POST /jobs`. What `payload` holds is checked by the schema of the type. */
export class SubmitJobDto {
  @MayBeAbsent()
  @MaxUnits(PROMPT_MAX_LENGTH, { message: `prompt must be at most ${PROMPT_MAX_LENGTH} characters long` })
  @Matches(/\S/, { message: 'prompt must not be blank' })
  @IsString({ message: 'prompt must be a string' })
  prompt?: string;

  @MayBeAbsent()
  @IsString({ message: 'type must be a string' })
  type?: string;

  @MayBeAbsent()
  @IsObject({ message: 'payload must be an object' })
  payload?: JsonObject;

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

  @ApiPropertyOptional({
    type: 'string',
    minLength: 1,
    maxLength: KEY_MAX_LENGTH,
    description: 'Whose job it is: equal turns between keys within a priority',
  })
  @MayBeAbsent()
  @MaxUnits(KEY_MAX_LENGTH, { message: KEY_RULE })
  @Matches(/^[^]/, { message: KEY_RULE })
  @IsString({ message: KEY_RULE })
  key?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_ATTEMPTS_LIMIT, description: 'Runs in all' })
  @MayBeAbsent()
  @Max(MAX_ATTEMPTS_LIMIT, { message: ATTEMPTS_RULE })
  @Min(1, { message: ATTEMPTS_RULE })
  @IsInt({ message: ATTEMPTS_RULE })
  maxAttempts?: number;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'Not handed out before; past means now' })
  @MayBeAbsent()
  @IsInstant({ message: 'scheduledFor must be an ISO 8601 time with its zone, such as 2026-01-22T10:00:00Z' })
  scheduledFor?: string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'FAILED as `expired` if it still waits then',
  })
  @MayBeAbsent()
  @IsInstant({ message: 'expiresAt must be an ISO 8601 time with its zone, such as 2026-01-22T10:00:00Z' })
  expiresAt?: string;

  @ApiPropertyOptional({
    type: 'array',
    maxItems: TAGS_MAX,
    uniqueItems: true,
    items: { type: 'string', minLength: 1, maxLength: TAG_MAX_LENGTH },
  })
  @MayBeAbsent()
  @ArrayUnique({ message: 'tags must differ from each other' })
  @Matches(TAG, { each: true, message: TAG_RULE })
  @ArrayMaxSize(TAGS_MAX, { message: `tags must be at most ${TAGS_MAX}` })
  @IsArray({ message: 'tags must be an array' })
  tags?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: `Text values, at most ${METADATA_MAX_BYTES} bytes as JSON. Only \`simulate\` is an object: it directs the stand-in of a worker, where types are run by it`,
  })
  @MayBeAbsent()
  @MaxJsonBytes(METADATA_MAX_BYTES, { message: `metadata must be at most ${METADATA_MAX_BYTES} bytes as JSON` })
  @HasTextValues({ message: 'metadata must be an object whose values are texts' })
  metadata?: Readonly<Record<string, string>>;

  @MayBeAbsent()
  @NotYet({ message: 'webhook is not available yet' })
  webhook?: unknown;
}

/** Body of `POST /jobs/:id/retry`; empty: the same job again. */
export class RetryJobDto {
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'As the type of the job wants it' })
  @MayBeAbsent()
  @IsObject({ message: 'payload must be an object' })
  payload?: JsonObject;
}
