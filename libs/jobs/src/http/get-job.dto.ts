import { WAIT_MAX_SECONDS } from '@fasttrack/contracts';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { ToWholeNumber } from './to-whole-number';

const WAIT_RULE = `wait must be a whole number of seconds from 0 to ${WAIT_MAX_SECONDS}`;

/** Query of `GET /jobs/:id`. */
export class GetJobDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: WAIT_MAX_SECONDS,
    description: 'Seconds to wait for the job to end; the answer is the job as it is then',
  })
  @ToWholeNumber()
  @MayBeAbsent()
  @Max(WAIT_MAX_SECONDS, { message: WAIT_RULE })
  @Min(0, { message: WAIT_RULE })
  @IsInt({ message: WAIT_RULE })
  wait?: number;
}
