import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { MaxUnits } from '@fasttrack/foundation/http/max-units';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsObject, IsString, Max, Min } from 'class-validator';
import { AboutRunDto } from './about-run.dto';
import { LeaseSeconds } from './lease-seconds';

const MESSAGE_MAX_LENGTH = 500;
const MESSAGE_RULE = `message must be at most ${MESSAGE_MAX_LENGTH} characters long`;
const PERCENT_RULE = 'percent must be a number from 0 to 100';

/** How far a run is, as its worker says. */
export class ProgressDto {
  @MayBeAbsent()
  @Max(100, { message: PERCENT_RULE })
  @Min(0, { message: PERCENT_RULE })
  @IsNumber({}, { message: PERCENT_RULE })
  percent?: number;

  @MayBeAbsent()
  @MaxUnits(MESSAGE_MAX_LENGTH, { message: MESSAGE_RULE })
  @IsString({ message: 'message must be a string' })
  message?: string;
}

/** Body of `POST /heartbeat/:id`. */
export class HeartbeatDto extends AboutRunDto {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: false,
    properties: {
      percent: { type: 'number', minimum: 0, maximum: 100 },
      message: { type: 'string', maxLength: MESSAGE_MAX_LENGTH },
    },
    description:
      'How far the run is, and in `message` the latest line of its log; takes the place of what was said before. It is shown with the job and written to no log of the server, because it may quote a payload',
    example: { percent: 40, message: 'page 4 of 10' },
  })
  @MayBeAbsent()
  @IsObject({ message: 'progress must be an object' })
  progress?: object;

  @LeaseSeconds(
    'How long the job stays with this worker from now on; default: LEASE_SECONDS, or what is left if longer',
  )
  leaseSeconds?: number;
}

/** The progress of a heartbeat, if it tells any. Throws `InvalidRequestError`. */
export const progressOf = ({ progress }: HeartbeatDto): ProgressDto | undefined =>
  progress && BodyOf.check(ProgressDto, progress, '/progress');
