// Submits jobs to try a server out: `node tools/seed.mjs [url] [count]`, with each type in turn and priorities mixed.
// Without a URL it is this computer's server, at PORT or 3000. A key of API_KEYS stands in FASTTRACK_API_KEY.
import { oneOf, samplePayload } from './sample-payload.mjs';

const HERE = `http://localhost:${process.env.PORT || '3000'}`;
const [address = HERE, wanted = '20', ...more] = process.argv.slice(2);
const KEY = process.env.FASTTRACK_API_KEY;
const COUNT_MAX = 100_000;
const PATIENCE_MS = 10_000;

/** Something that the person at the keyboard can put right. */
class SeedError extends Error {}

function read() {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol) || more.length > 0)
    throw new SeedError('Say npm run seed -- [url] [count], such as: npm run seed -- http://localhost:3300 20');
  if (!/^\d+$/.test(wanted) || Number(wanted) < 1 || Number(wanted) > COUNT_MAX)
    throw new SeedError(`The count must be a whole number from 1 to ${COUNT_MAX}, not ${wanted}.`);
  return { base: new URL(address.replace(/\/*$/, '/')), count: Number(wanted) };
}

async function ask(base, path, body) {
  const headers = {
    ...(KEY && { authorization: `Bearer ${KEY}` }),
    ...(body && { 'content-type': 'application/json' }),
  };
  const request = { headers, signal: AbortSignal.timeout(PATIENCE_MS), ...(body && { method: 'POST', body }) };
  const answer = await fetch(new URL(path, base), request).catch(() => {
    throw new SeedError(nobodyAt(base));
  });
  const content = await answer.json().catch(() => null);
  if (!answer.ok || content === null) throw new SeedError(reasonOf(answer, content));
  return content;
}

const nobodyAt = ({ origin }) =>
  `No server answers at ${origin}. Start one with npm start, or name another one: ` +
  'npm run seed -- http://localhost:3300 20 (with a key of its API_KEYS in FASTTRACK_API_KEY, if it has any).';

function reasonOf({ status, url }, problem) {
  if (status === 401) return `The server asks for an API key: set FASTTRACK_API_KEY to one. ${problem?.detail ?? ''}`;
  if (problem?.detail) return `${url} was answered with ${status}: ${problem.detail}`;
  return `${url} was answered with ${status}, and not as Fast Track does: is it the right address?`;
}

/** Types for which a payload can be made up; names the others. */
async function typesOf(base) {
  const types = await ask(base, 'job-types');
  const known = types.filter((type) => samplePayload(type) !== null);
  for (const { name } of types.filter((type) => !known.includes(type)))
    process.stdout.write(`skipped ${name}: its schema has no examples from which a payload could be made\n`);
  if (known.length === 0) throw new SeedError('There is no type for which a payload could be made.');
  return known;
}

async function seed() {
  const { base, count } = read();
  const types = await typesOf(base);
  for (let index = 0; index < count; index++) {
    const type = types[index % types.length];
    const job = { type: type.name, payload: samplePayload(type), priority: oneOf([1, 2, 3, 4, 5]) };
    const { id, priority } = await ask(base, 'jobs', JSON.stringify(job));
    process.stdout.write(`${id}  ${type.name}  priority ${priority}\n`);
  }
}

await seed().catch((error) => {
  if (!(error instanceof SeedError)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
});
