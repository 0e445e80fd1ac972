import type Database = require('libsql');

/** The numbers that types have in the file, as a reader sees them: the writer may add some at any time. */
export class TypeNames {
  private readonly rows: Database.Statement;
  private names = new Map<number, string>();

  constructor(db: Database.Database) {
    this.rows = db.prepare('SELECT type, name FROM types');
  }

  nameOf(type: number): string {
    if (!this.names.has(type)) this.load();
    return this.names.get(type) ?? '';
  }

  /** A number that no job has when no job has the type. */
  numberOf(name: string): number {
    const find = (): number | undefined => [...this.names].find(([, known]) => known === name)?.[0];
    if (find() === undefined) this.load();
    return find() ?? -1;
  }

  /** Every type that a job ever had. */
  all(): readonly string[] {
    this.load();
    return [...this.names.values()];
  }

  private load(): void {
    const rows = this.rows.all() as { type: number; name: string }[];
    this.names = new Map(rows.map(({ type, name }) => [type, name]));
  }
}
