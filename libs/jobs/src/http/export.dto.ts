import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { ExportFormatName } from '../export/export-format';
import { EXPORT_FORMATS } from '../export/export-format';
import { JobFilterDto } from './job-filter.dto';

/** Query of `GET /jobs/export`. */
export class ExportJobsDto extends JobFilterDto {
  @ApiPropertyOptional({ enum: [...EXPORT_FORMATS], default: 'json' })
  @MayBeAbsent()
  @IsIn(EXPORT_FORMATS, { message: `format must be one of ${EXPORT_FORMATS.join(', ')}` })
  format: ExportFormatName = 'json';
}
