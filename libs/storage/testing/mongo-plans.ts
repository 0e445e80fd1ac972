import type { mongo } from 'mongoose';
import type { OpenMongoStore } from './open-mongo-store';

/** Fields of a command that belong to its plan. */
const OF_PLAN = ['find', 'filter', 'sort', 'skip', 'limit', 'hint', 'projection', 'aggregate', 'pipeline', 'cursor'];

/**
 * The plans of all reads of a collection that some work makes, in order, as the server explains them. What is deleted
 * is explained as a read: servers explain no deletion.
 */
export async function plansOf(
  { connection }: OpenMongoStore,
  work: () => Promise<unknown>,
  collection = 'jobs',
): Promise<string[]> {
  const commands: mongo.Document[] = [];
  const client = connection.getClient();
  const note = ({ command }: mongo.CommandStartedEvent): void => {
    if (command.find === collection || command.aggregate === collection) commands.push(command);
    if (command.delete === collection)
      for (const { q, hint } of command.deletes as readonly mongo.Document[])
        commands.push({ find: collection, filter: q as unknown, ...(hint !== undefined && { hint: hint as unknown }) });
  };
  client.on('commandStarted', note);
  await work();
  client.off('commandStarted', note);
  const db = client.db(connection.name);
  const ofPlan = commands.map((command) =>
    Object.fromEntries(Object.entries(command).filter(([name]) => OF_PLAN.includes(name))),
  );
  return Promise.all(ofPlan.map(async (explain) => JSON.stringify(await db.command({ explain }))));
}

/** Matches a plan that reads this index, as MongoDB and its compatible servers write it. */
export const namesIndex = (name: string): unknown =>
  expect.stringMatching(new RegExp(`"indexName":"${name}"|Index Name":"${name}"`));
