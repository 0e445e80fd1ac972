import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Min } from 'class-validator';

/** What everything that a worker says about its run has in common. */
export class AboutRunDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: '`attempt` of the job as it was handed out. Left out: the run of the moment, whosever it is',
  })
  @MayBeAbsent()
  @Min(0, { message: 'attempt must not be negative' })
  @IsInt({ message: 'attempt must be a whole number' })
  attempt?: number;
}
