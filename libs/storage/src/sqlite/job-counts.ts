import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import type Database = require('libsql');
import { placeOf } from './job-lists';
import { JobWalks } from './job-walk';
import type { Walk } from './job-walk';
import { Scopes } from './list-scope';
import type { TypeNames } from './type-names';

/** Jobs that one slice looks at: others are served between two slices. */
const SLICE = 20_000;

/** A part of a count: how many, and where the next slice starts; absent after the last. */
export interface CountSlice {
  readonly count: number;
  readonly behind?: readonly (string | number)[];
}

/** Counts jobs exactly, slice by slice. */
export class JobCounts {
  private readonly walks: JobWalks;
  private readonly scopes: Scopes;

  constructor(db: Database.Database, types: TypeNames, counts: () => readonly JobCount[]) {
    this.walks = new JobWalks(db);
    this.scopes = new Scopes(db, this.walks, types, counts);
  }

  /** Jobs of the filter among those that come next. Belongs into a transaction. */
  slice(filter: JobFilter, behind?: CountSlice['behind']): CountSlice {
    const scope = this.scopes.of(filter);
    if (!scope) return { count: 0 };
    const known = this.scopes.known(scope, filter);
    if (known !== undefined) return { count: known };
    const walk: Walk = { ...scope, order: 'desc', behind };
    const edge = this.walks.edge(walk, SLICE);
    return {
      count: this.walks.count(walk, { examined: SLICE, limit: SLICE }),
      ...(edge && { behind: placeOf(walk, edge) }),
    };
  }
}
