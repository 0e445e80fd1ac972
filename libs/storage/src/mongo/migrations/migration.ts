import type { mongo } from 'mongoose';

/** One step of the schema. Doing it twice, or in two processes at once, is the same as doing it once. */
export interface Migration {
  /** Begins with its number: steps are done in the order of their names. */
  readonly name: string;
  up(db: mongo.Db): Promise<void>;
}
