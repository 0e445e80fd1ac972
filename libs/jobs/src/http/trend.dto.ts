import type { TrendRange } from '@fasttrack/contracts';
import { TREND_RANGES, TREND_RANGE_DEFAULT } from '@fasttrack/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';

/** Query of `GET /stats/trend`. Whether the type is known is not checked here. */
export class TrendDto {
  @ApiPropertyOptional({
    enum: TREND_RANGES,
    default: TREND_RANGE_DEFAULT,
    description: 'How far back: in minutes (15m, 1h), hours (24h, 7d) or days (30d)',
  })
  @IsIn(TREND_RANGES, { message: `range must be one of ${TREND_RANGES.join(', ')}` })
  range: TrendRange = TREND_RANGE_DEFAULT;

  @ApiPropertyOptional({
    type: 'string',
    description: 'Only jobs of this type, see `GET /job-types`',
    example: 'prompt',
  })
  @IsOptional()
  @IsString({ message: 'type must be a string' })
  type?: string;
}
