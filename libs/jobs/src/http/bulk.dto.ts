import type { BulkAction, FieldFault } from '@fasttrack/contracts';
import { BULK_ACTIONS, BULK_MAX_IDS, BULK_PACE_DEFAULT, BULK_PACE_MAX } from '@fasttrack/contracts';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { IsArray, IsBoolean, IsIn, IsInt, IsObject, Max, Min } from 'class-validator';
import type { JobTypes } from '../job-types/job-types';
import type { JobFilter } from '../job-store.port';
import { inUpperCase, jobFilterOf, JobFilterDto } from './job-filter.dto';
import { needKnownType } from './need-known-type';

const PACE_RULE = `pace must be a whole number of jobs in a second, from 1 to ${BULK_PACE_MAX}`;
const IDS_RULE = `ids must be an array of 1 to ${BULK_MAX_IDS} ids of jobs`;
const JOB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Body of `POST /jobs/bulk`; {@link bulkRequestOf} checks what depends on more than one member. */
export class BulkDto {
  @IsIn(BULK_ACTIONS, { message: `action must be one of ${BULK_ACTIONS.join(', ')}` })
  action!: BulkAction;

  @MayBeAbsent()
  @IsArray({ message: IDS_RULE })
  ids?: unknown[];

  @MayBeAbsent()
  @IsObject({ message: 'filter must be an object; an empty one means all jobs' })
  filter?: object;

  @MayBeAbsent()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;

  @MayBeAbsent()
  @Max(BULK_PACE_MAX, { message: PACE_RULE })
  @Min(1, { message: PACE_RULE })
  @IsInt({ message: PACE_RULE })
  pace?: number;
}

/** What is asked for: jobs by name, or all of a filter. */
export type BulkRequest =
  | { readonly action: BulkAction; readonly ids: readonly string[] }
  | { readonly action: BulkAction; readonly filter: JobFilter; readonly isDryRun: boolean; readonly pace: number };

/** Reads a body. Throws `InvalidRequestError` with every fault. */
export function bulkRequestOf({ action, ids, filter, dryRun, pace }: BulkDto, types: JobTypes): BulkRequest {
  if ((ids === undefined) === (filter === undefined))
    throw refusal('', 'either ids or filter must be given, and not both');
  if (ids === undefined)
    return { action, filter: filterOf(filter, types), isDryRun: dryRun ?? false, pace: pace ?? BULK_PACE_DEFAULT };
  const faults = [
    ...(dryRun === undefined ? [] : [{ pointer: '/dryRun', detail: 'dryRun belongs to a filter' }]),
    ...(pace === undefined ? [] : [{ pointer: '/pace', detail: 'pace belongs to a filter' }]),
    ...idFaults(ids),
  ];
  if (faults.length > 0) throw new InvalidRequestError(faults);
  return { action, ids: ids as string[] };
}

function filterOf(given: unknown, types: JobTypes): JobFilter {
  const members = isPlainObject(given) ? given : {};
  const inCase = 'status' in members ? { ...members, status: inUpperCase(members.status) } : members;
  const dto = BodyOf.check(JobFilterDto, inCase, '/filter');
  needKnownType(types, dto.type, '/filter/type');
  return jobFilterOf(dto);
}

function idFaults(ids: readonly unknown[]): readonly FieldFault[] {
  if (ids.length === 0 || ids.length > BULK_MAX_IDS) return [{ pointer: '/ids', detail: IDS_RULE }];
  const seen = new Set<unknown>();
  return ids.flatMap((id, at) => {
    const detail = seen.has(id) ? 'stands there twice' : 'must be the id of a job';
    const isGood = !seen.has(id) && typeof id === 'string' && JOB_ID.test(id);
    seen.add(id);
    return isGood ? [] : [{ pointer: `/ids/${at}`, detail: `ids[${at}] ${detail}` }];
  });
}

const refusal = (pointer: string, detail: string): InvalidRequestError =>
  new InvalidRequestError([{ pointer, detail }]);
