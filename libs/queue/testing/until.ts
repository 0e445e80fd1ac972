import type { JobEventName } from '@fasttrack/contracts';
import type { JobEvents, JobHappening } from '@fasttrack/jobs/job-events';
import { filter, firstValueFrom } from 'rxjs';

/** Resolves with the next event of this name. Call it before the action that causes the event. */
export const until = (events: JobEvents, name: JobEventName): Promise<JobHappening> =>
  firstValueFrom(events.all$.pipe(filter(({ event }) => event === name)));
