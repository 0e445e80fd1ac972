import { OPERATIONS_LIMIT_DEFAULT, OPERATIONS_LIMIT_MAX } from '@fasttrack/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { ToWholeNumber } from './to-whole-number';

const LIMIT_RULE = `limit must be a whole number from 1 to ${OPERATIONS_LIMIT_MAX}`;

/** Query of `GET /operations`. */
export class ListOperationsDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: OPERATIONS_LIMIT_MAX,
    default: OPERATIONS_LIMIT_DEFAULT,
  })
  @ToWholeNumber()
  @IsInt({ message: LIMIT_RULE })
  @Min(1, { message: LIMIT_RULE })
  @Max(OPERATIONS_LIMIT_MAX, { message: LIMIT_RULE })
  limit: number = OPERATIONS_LIMIT_DEFAULT;
}
