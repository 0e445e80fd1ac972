import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES, KEY_MAX_LENGTH, SEARCH_MAX_LENGTH, TAG_MAX_LENGTH } from '@fasttrack/contracts';
import { MaxUnits } from '@fasttrack/foundation/http/max-units';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsString, Matches } from 'class-validator';
import type { JobFilter } from '../job-store.port';
import { IsInstant } from './is-instant';
import { TAG } from './submit-job.dto';

const TIME_RULE = 'must be an ISO 8601 time with its zone, such as 2026-01-22T10:00:00Z';
const TAG_RULE = `tag must be a text of 1 to ${TAG_MAX_LENGTH} characters`;
const KEY_RULE = `key must be a text of 1 to ${KEY_MAX_LENGTH} characters`;
const SEARCH_RULE = `search must be a text of 1 to ${SEARCH_MAX_LENGTH} characters, not blank`;

/** The status in the case in which it is stored; anything else as it is, for the rules to refuse. */
export const inUpperCase = (value: unknown): unknown => (typeof value === 'string' ? value.toUpperCase() : value);

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Which jobs: every condition that is given holds. Of a query or of a body; {@link jobFilterOf} makes the filter of it. */
export class JobFilterDto {
  @ApiPropertyOptional({ enum: JOB_STATUSES, description: 'In any case' })
  @Transform(({ value }: { value: unknown }) => inUpperCase(value))
  @MayBeAbsent()
  @IsIn(JOB_STATUSES, { message: `status must be one of ${JOB_STATUSES.join(', ')}` })
  status?: JobStatus;

  @ApiPropertyOptional({ type: 'string', description: 'Name of a type, see `GET /job-types`' })
  @MayBeAbsent()
  @IsString({ message: 'type must be a string' })
  type?: string;

  @ApiPropertyOptional({ type: 'string', minLength: 1, maxLength: TAG_MAX_LENGTH, description: 'One of the tags' })
  @MayBeAbsent()
  @Matches(TAG, { message: TAG_RULE })
  @IsString({ message: TAG_RULE })
  tag?: string;

  @ApiPropertyOptional({ type: 'string', minLength: 1, maxLength: KEY_MAX_LENGTH, description: 'Whose jobs' })
  @MayBeAbsent()
  @MaxUnits(KEY_MAX_LENGTH, { message: KEY_RULE })
  @Matches(/^[^]/, { message: KEY_RULE })
  @IsString({ message: KEY_RULE })
  key?: string;

  @ApiPropertyOptional({
    type: 'string',
    minLength: 1,
    maxLength: SEARCH_MAX_LENGTH,
    pattern: '\\S',
    description: 'An id, its first 8 or more characters, or words that all occur; the last one may be cut short',
  })
  @MayBeAbsent()
  @MaxUnits(SEARCH_MAX_LENGTH, { message: SEARCH_RULE })
  @Matches(/\S/, { message: SEARCH_RULE })
  @IsString({ message: SEARCH_RULE })
  search?: string;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'Created then or later' })
  @MayBeAbsent()
  @IsInstant({ message: `createdAfter ${TIME_RULE}` })
  createdAfter?: string;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'Created before' })
  @MayBeAbsent()
  @IsInstant({ message: `createdBefore ${TIME_RULE}` })
  createdBefore?: string;

  @ApiPropertyOptional({ type: 'boolean', description: 'false: JSON was asked for and the result does not parse' })
  @Transform(({ value }: { value: unknown }) => BOOLEANS.get(value) ?? value)
  @MayBeAbsent()
  @IsBoolean({ message: 'resultValid must be true or false' })
  resultValid?: boolean;
}

/** The filter that a checked query or body asks for; members that are no conditions are left out. */
export function jobFilterOf(dto: JobFilterDto): JobFilter {
  const { status, type, tag, key, search, createdAfter, createdBefore, resultValid } = dto;
  return {
    ...(status !== undefined && { status }),
    ...(type !== undefined && { type }),
    ...(tag !== undefined && { tag }),
    ...(key !== undefined && { key }),
    ...(search !== undefined && { search }),
    ...(createdAfter !== undefined && { createdAfter: new Date(createdAfter) }),
    ...(createdBefore !== undefined && { createdBefore: new Date(createdBefore) }),
    ...(resultValid !== undefined && { resultValid }),
  };
}
