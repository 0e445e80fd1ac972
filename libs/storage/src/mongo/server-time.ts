import type { Connection } from 'mongoose';

/** Asks the server what time it has. */
export async function serverTime(connection: Connection): Promise<Date> {
  const hello = await connection.db?.command({ hello: 1 });
  return hello?.['localTime'] as Date;
}
