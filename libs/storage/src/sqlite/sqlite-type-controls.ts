import type { TypeControl, TypeControlChange, TypeControls } from '@fasttrack/jobs/type-controls.port';
import type { WriteOp } from './writer-message';

/** Keeps controls of types beside the jobs. No other process writes them, so that they are read once after each change. */
export class SqliteTypeControls implements TypeControls {
  private known: Promise<readonly TypeControl[]> | undefined;

  constructor(
    private readonly write: (op: WriteOp) => Promise<TypeControl>,
    private readonly read: () => Promise<readonly TypeControl[]>,
  ) {}

  async all(): Promise<readonly TypeControl[]> {
    const reading = (this.known ??= this.read());
    try {
      return await reading;
    } catch (error) {
      this.known = undefined;
      throw error;
    }
  }

  async change(change: TypeControlChange): Promise<TypeControl> {
    try {
      return await this.write({ kind: 'control', change });
    } finally {
      this.known = undefined;
    }
  }
}
