import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

const MAX_SECONDS = 3600;
const message = `leaseSeconds must be a whole number from 1 to ${MAX_SECONDS}`;

/** A member that says how long a worker keeps its job without another word: 1 second to an hour. */
export const LeaseSeconds = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_SECONDS, description }),
    MayBeAbsent(),
    Max(MAX_SECONDS, { message }),
    Min(1, { message }),
    IsInt({ message }),
  );
