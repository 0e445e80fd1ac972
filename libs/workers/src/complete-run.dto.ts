import { ANY_JSON } from '@fasttrack/foundation/http/any-json';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { AboutRunDto } from './about-run.dto';

/** Body of `POST /complete/:id`. */
export class CompleteRunDto extends AboutRunDto {
  @ApiPropertyOptional({
    anyOf: ANY_JSON,
    description: 'Any JSON, or a string, which is kept as it is. Left out: a job without a result',
    example: { success: true },
  })
  @Allow()
  result?: unknown;
}
