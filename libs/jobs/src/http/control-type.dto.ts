import { CONCURRENCY_MAX } from '@fasttrack/contracts';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min, ValidateIf } from 'class-validator';

/** What is said of a bad `concurrency`. */
export const CONCURRENCY_RULE = `concurrency must be a whole number from 1 to ${CONCURRENCY_MAX}, or null`;

/** Body of `PATCH /job-types/:name`. */
export class ControlTypeDto {
  @ApiPropertyOptional({ type: 'boolean', description: 'true: no job of the type is handed out until it is resumed' })
  @MayBeAbsent()
  @IsBoolean({ message: 'paused must be true or false' })
  paused?: boolean;

  @ApiPropertyOptional({
    anyOf: [{ type: 'integer', minimum: 1, maximum: CONCURRENCY_MAX }, { type: 'null' }],
    description: 'Most jobs of the type that run at once; null: what is registered, or any number',
    example: 5,
  })
  @ValidateIf((_dto, value) => value !== undefined && value !== null)
  @Max(CONCURRENCY_MAX, { message: CONCURRENCY_RULE })
  @Min(1, { message: CONCURRENCY_RULE })
  @IsInt({ message: CONCURRENCY_RULE })
  concurrency?: number | null;
}
