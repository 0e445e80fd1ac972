import type { CallbackVerdict } from '@fasttrack/contracts';
import { CALLBACK_VERDICTS, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '@fasttrack/contracts';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import type { CallbackQuery } from '@fasttrack/jobs/callbacks/callback-log.port';
import { ToWholeNumber } from '@fasttrack/jobs/http/to-whole-number';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { loggedJobId } from './callback-entry';

const LIMIT_RULE = `limit must be a whole number from 1 to ${PAGE_LIMIT_MAX}`;
const JOB_ID_MAX_LENGTH = 200;
const JOB_ID_RULE = `jobId must be a text of 1 to ${JOB_ID_MAX_LENGTH} characters`;
/** A cursor is the id of the last entry before it. */
const CURSOR = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** Query of `GET /callbacks`. */
export class ListCallbacksDto {
  @ApiPropertyOptional({ enum: [...CALLBACK_VERDICTS], description: 'What became of them' })
  @MayBeAbsent()
  @IsIn(CALLBACK_VERDICTS, { message: `verdict must be one of ${CALLBACK_VERDICTS.join(', ')}` })
  verdict?: CallbackVerdict;

  @ApiPropertyOptional({
    type: 'string',
    minLength: 1,
    maxLength: JOB_ID_MAX_LENGTH,
    description: 'Callbacks that named this job, whether there is such a job or not',
  })
  @MayBeAbsent()
  @Matches(new RegExp(`^[^]{1,${JOB_ID_MAX_LENGTH}}$`), { message: JOB_ID_RULE })
  jobId?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @ToWholeNumber()
  @IsInt({ message: LIMIT_RULE })
  @Min(1, { message: LIMIT_RULE })
  @Max(PAGE_LIMIT_MAX, { message: LIMIT_RULE })
  limit: number = PAGE_LIMIT_DEFAULT;

  @ApiPropertyOptional({
    type: 'string',
    pattern: CURSOR,
    description: 'Where the next page starts: take it from the `Link` header',
  })
  @MayBeAbsent()
  @Matches(new RegExp(CURSOR), { message: 'cursor must be taken from a Link header' })
  cursor?: string;
}

/** What a checked query asks the log for: one entry more than the page has, to know whether there is another page. */
export const callbackQueryOf = ({ verdict, jobId, limit, cursor }: ListCallbacksDto): CallbackQuery => ({
  limit: limit + 1,
  ...(verdict !== undefined && { verdict }),
  ...(jobId !== undefined && { jobId: loggedJobId(jobId) }),
  ...(cursor !== undefined && { olderThan: cursor }),
});

/** The path of the page behind an entry: every value of the query stays. */
export function nextCallbacksOf({ verdict, jobId, limit }: ListCallbacksDto, lastId: string): string {
  const query = new URLSearchParams();
  if (verdict !== undefined) query.set('verdict', verdict);
  if (jobId !== undefined) query.set('jobId', jobId);
  query.set('limit', String(limit));
  query.set('cursor', lastId);
  return `/callbacks?${query.toString()}`;
}
