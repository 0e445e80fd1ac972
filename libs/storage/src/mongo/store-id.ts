import { randomBytes } from 'node:crypto';
import type { Collections } from './collections';
import { isDuplicateKey } from './duplicate-key';

const NAME = 'store';
const BYTES = 6;

/** Random name of the store, made once. */
export async function storeIdOf({ meta }: Collections): Promise<string> {
  const text = randomBytes(BYTES).toString('hex');
  try {
    await meta.updateOne({ _id: NAME }, { $setOnInsert: { text } }, { upsert: true });
  } catch (error) {
    // Another process made it in the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
  return (await meta.findById(NAME).lean())?.text ?? text;
}
