import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is something; throws when it never is, with the last error. */
export async function eventually(what, question, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  let last;
  do {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await pause(250);
  } while (Date.now() < end);
  throw new Error(`Not within ${seconds} s: ${what}${last ? `; ${last.message}` : ''}`, { cause: last });
}
