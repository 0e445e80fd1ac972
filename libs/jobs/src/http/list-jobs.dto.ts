import { OFFSET_MAX, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '@fasttrack/contracts';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { JobQuery, JobSort } from '../job-store.port';
import { JobFilterDto, jobFilterOf } from './job-filter.dto';
import { ToWholeNumber } from './to-whole-number';

const SORTS: readonly JobSort[] = ['createdAt', 'updatedAt', 'priority', 'status', 'type'];
const ORDERS = ['asc', 'desc'] as const;
const LIMIT_RULE = `limit must be a whole number from 1 to ${PAGE_LIMIT_MAX}`;
const OFFSET_RULE = `offset must be a whole number from 0 to ${OFFSET_MAX}; use a cursor to go further`;

/** Query of `GET /jobs`. */
export class ListJobsDto extends JobFilterDto {
  @ApiPropertyOptional({
    enum: [...SORTS],
    default: 'createdAt',
    description: 'Jobs that are equal in it stand by age; not with `search`, which is by age',
  })
  @MayBeAbsent()
  @IsIn(SORTS, { message: `sort must be one of ${SORTS.join(', ')}` })
  sort?: JobSort;

  @ApiPropertyOptional({ enum: ORDERS, default: 'desc' })
  @MayBeAbsent()
  @IsIn(ORDERS, { message: 'order must be asc or desc' })
  order?: 'asc' | 'desc';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @ToWholeNumber()
  @IsInt({ message: LIMIT_RULE })
  @Min(1, { message: LIMIT_RULE })
  @Max(PAGE_LIMIT_MAX, { message: LIMIT_RULE })
  limit: number = PAGE_LIMIT_DEFAULT;

  @ApiPropertyOptional({
    type: 'string',
    pattern: '^[\\w-]{1,400}$',
    description: 'Where the next page starts: take it from the `Link` header',
  })
  @MayBeAbsent()
  @Matches(/^[\w-]{1,400}$/, { message: 'cursor must be taken from a Link header' })
  cursor?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: OFFSET_MAX,
    default: 0,
    description: 'Jobs left out before the page; not with `cursor`',
  })
  @ToWholeNumber()
  @MayBeAbsent()
  @IsInt({ message: OFFSET_RULE })
  @Min(0, { message: OFFSET_RULE })
  @Max(OFFSET_MAX, { message: OFFSET_RULE })
  offset?: number;
}

/** What a checked query asks the store for. Throws `InvalidRequestError` when its values do not go together. */
export function jobQueryOf(dto: ListJobsDto): JobQuery {
  const { sort, order, limit, cursor, offset } = dto;
  refuseOpposites(dto);
  return {
    ...jobFilterOf(dto),
    limit,
    ...(sort !== undefined && { sort }),
    ...(order !== undefined && { order }),
    ...(cursor !== undefined && { cursor }),
    ...(offset !== undefined && { offset }),
  };
}

function refuseOpposites({ search, sort = 'createdAt', cursor, offset }: ListJobsDto): void {
  const faults = [
    ...(search !== undefined && sort !== 'createdAt'
      ? [{ pointer: '?sort', detail: 'sort must be createdAt with search: what is found stands by age' }]
      : []),
    ...(cursor !== undefined && offset !== undefined
      ? [{ pointer: '?offset', detail: 'offset cannot be used with cursor, which is a place of its own' }]
      : []),
  ];
  if (faults.length > 0) throw new InvalidRequestError(faults);
}

/** The path of the page that starts at a cursor: every value of the query stays. */
export function nextPageOf(dto: ListJobsDto, cursor: string): string {
  const { offset: _offset, cursor: _cursor, limit, resultValid, ...texts } = dto;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries<string | undefined>(texts))
    if (value !== undefined) query.set(name, value);
  if (resultValid !== undefined) query.set('resultValid', String(resultValid));
  query.set('limit', String(limit));
  query.set('cursor', cursor);
  return `/jobs?${query.toString()}`;
}
