import type { TypeLimits } from '@fasttrack/jobs/job-types/type-limits';
import { controlAfter, limitsOf } from '@fasttrack/jobs/job-types/type-limits';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { TypeControl, TypeControlChange } from '@fasttrack/jobs/type-controls.port';
import type Database = require('libsql');

interface ControlRow {
  readonly type: string;
  readonly paused: number;
  readonly concurrency: number | null;
  readonly changed_at: number;
  readonly changed_by: string;
}

/** Every control that is stored. */
export const readControls = (all: Database.Statement): TypeControl[] =>
  (all.all() as ControlRow[]).map(({ type, paused, concurrency, changed_at, changed_by }) => ({
    type,
    paused: paused === 1,
    ...(concurrency !== null && { concurrency }),
    changedAt: new Date(changed_at),
    changedBy: changed_by,
  }));

/** Text of the statement that {@link readControls} runs. */
export const ALL_CONTROLS = 'SELECT type, paused, concurrency, changed_at, changed_by FROM type_controls';

/** The rows of what operators changed about types, and which types that holds back. Every call belongs into a transaction. */
export class ControlRows {
  private readonly all: Database.Statement;
  private readonly set: Database.Statement;
  private controls: readonly TypeControl[] = [];
  /** As of the last change. */
  limits: TypeLimits;

  constructor(
    db: Database.Database,
    private readonly rules: TypeRules,
  ) {
    this.all = db.prepare(ALL_CONTROLS);
    this.set = db.prepare('INSERT OR REPLACE INTO type_controls VALUES(?, ?, ?, ?, ?)');
    this.limits = limitsOf([], rules);
    this.reload();
  }

  /** Reads again what is kept in memory: after a transaction was rolled back. */
  reload(): void {
    this.controls = readControls(this.all);
    this.limits = limitsOf(this.controls, this.rules);
  }

  change(change: TypeControlChange): TypeControl {
    const control = controlAfter(
      this.controls.find(({ type }) => type === change.type),
      change,
    );
    const { type, paused, concurrency = null, changedAt, changedBy } = control;
    this.set.run(type, Number(paused), concurrency, changedAt.getTime(), changedBy);
    this.reload();
    return control;
  }
}
