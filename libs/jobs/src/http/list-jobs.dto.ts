import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '@fasttrack/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { ToWholeNumber } from './to-whole-number';

const LIMIT_RULE = `limit must be a whole number from 1 to ${PAGE_LIMIT_MAX}`;

/** Query of `GET /jobs`. */
export class ListJobsDto {
  @ApiPropertyOptional({ enum: JOB_STATUSES, description: 'In any case' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @IsOptional()
  @IsIn(JOB_STATUSES, { message: `status must be one of ${JOB_STATUSES.join(', ')}` })
  status?: JobStatus;

  @ApiPropertyOptional({ type: 'string', description: 'Name of a type, see `GET /job-types`' })
  @IsOptional()
  @IsString({ message: 'type must be a string' })
  type?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @ToWholeNumber()
  @IsInt({ message: LIMIT_RULE })
  @Min(1, { message: LIMIT_RULE })
  @Max(PAGE_LIMIT_MAX, { message: LIMIT_RULE })
  limit: number = PAGE_LIMIT_DEFAULT;

  @ApiPropertyOptional({ type: 'string', description: 'Where the next page starts: take it from the `Link` header' })
  @IsOptional()
  @Matches(/^[\w-]{1,200}$/, { message: 'cursor must be taken from a Link header' })
  cursor?: string;
}
