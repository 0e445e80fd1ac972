import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';

/** Documents `GET /jobs/export`. */
export const ApiExportJobs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Download jobs, whole',
      description:
        'All jobs of the filter, newest first, however many there are. A connection that breaks before the end means that ' +
        'the file is not complete. In CSV a text stands as it is, anything else as JSON, and a cell that a spreadsheet ' +
        'would take for a formula has an apostrophe in front of it; JSON has every job as `GET /jobs/{id}` answers it.',
    }),
    ApiResponse({
      status: 200,
      description: 'The file',
      headers: { 'Content-Disposition': { description: 'Name of the file', schema: { type: 'string' } } },
      content: { ...answerOf('Jobs'), 'text/csv': { schema: { type: 'string' } } },
    }),
    ApiProblems(400, 503),
  );
