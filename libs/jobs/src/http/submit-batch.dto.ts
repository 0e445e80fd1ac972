import { BATCH_MAX_JOBS } from '@fasttrack/contracts';
import { ApiProperty, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { SubmitJobDto } from './submit-job.dto';

/** Body of `POST /jobs/batch`. Each job is checked for itself, and its faults are its own. */
@ApiExtraModels(SubmitJobDto)
export class SubmitBatchDto {
  @ApiProperty({
    type: 'array',
    minItems: 1,
    maxItems: BATCH_MAX_JOBS,
    items: { anyOf: [{ $ref: getSchemaPath(SubmitJobDto) }, { description: 'Anything else: refused for itself' }] },
    example: [{ prompt: 'Write a haiku about queues' }],
  })
  @ArrayMaxSize(BATCH_MAX_JOBS, { message: `jobs must be at most ${BATCH_MAX_JOBS}` })
  @ArrayMinSize(1, { message: 'jobs must hold at least one job' })
  @IsArray({ message: 'jobs must be an array' })
  jobs!: unknown[];
}
