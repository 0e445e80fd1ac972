import { WAIT_MAX_SECONDS } from '@fasttrack/contracts';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { LeaseSeconds } from './lease-seconds';

const NAME_MAX_LENGTH = 100;
/** Names go into the history of jobs and into logs. */
const NAME = new RegExp(`^[!-~][ -~]{0,${NAME_MAX_LENGTH - 1}}$`);
const NAME_RULE = `worker must be 1 to ${NAME_MAX_LENGTH} visible ASCII characters`;
const WAIT_RULE = `wait must be a whole number of seconds from 0 to ${WAIT_MAX_SECONDS}`;

/** Body of `POST /process`. Whether the types are known is not checked here. */
export class ClaimJobDto {
  @ApiPropertyOptional({
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string' },
    description: 'Types that this worker takes; left out: every type',
  })
  @MayBeAbsent()
  @ArrayUnique({ message: 'types must differ from each other' })
  @IsString({ each: true, message: 'types must be names of types' })
  @ArrayMinSize(1, { message: 'types must name a type, or be left out' })
  @IsArray({ message: 'types must be an array' })
  types?: string[];

  @ApiPropertyOptional({
    type: 'string',
    pattern: NAME.source,
    default: 'worker',
    description: 'Who takes the job, as its history names it',
  })
  @MayBeAbsent()
  @Matches(NAME, { message: NAME_RULE })
  @IsString({ message: NAME_RULE })
  worker?: string;

  @LeaseSeconds('How long the job stays with this worker without a heartbeat; default: LEASE_SECONDS')
  leaseSeconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: WAIT_MAX_SECONDS,
    default: 0,
    description: 'Seconds to wait for a job when none is ready',
    example: 0,
  })
  @MayBeAbsent()
  @Max(WAIT_MAX_SECONDS, { message: WAIT_RULE })
  @Min(0, { message: WAIT_RULE })
  @IsInt({ message: WAIT_RULE })
  wait?: number;
}
