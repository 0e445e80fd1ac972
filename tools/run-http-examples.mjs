// Sends the requests of examples/http in their order and looks at the statuses of the answers:
// `node tools/run-http-examples.mjs [url] [file…]`. The server must leave notifications to workers: start it with
// EXECUTORS=notification=pull. FASTTRACK_API_KEY, FASTTRACK_WORKER_KEY and WEBHOOK_SECRET take the place of the
// values in the files.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fill, parseHttpFile } from './http-file.mjs';
import { root } from './root.mjs';

const EXAMPLES = join(root, 'examples/http');
const PATIENCE_MS = 15_000;
const [host = 'http://localhost:3000', ...named] = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : readdirSync(EXAMPLES)
        .filter((name) => name.endsWith('.http'))
        .map((name) => join(EXAMPLES, name));

const { FASTTRACK_API_KEY: apiKey, FASTTRACK_WORKER_KEY: workerKey, WEBHOOK_SECRET: secret } = process.env;
const given = Object.entries({ host: host.replace(/\/+$/, ''), apiKey, workerKey, secret });
const OVERRIDES = Object.fromEntries(given.filter(([, value]) => value));

async function send({ method, url, headers, body }, variables, answers) {
  const put = (text) => fill(text, variables, answers);
  const answer = await fetch(put(url), {
    method,
    headers: headers.map(([name, value]) => [name, put(value)]),
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body !== '' && { body: put(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

/** Ends at the first wrong answer: those that follow may need it. Gives how many were right, and the fault. */
async function runFile(file) {
  const answers = {};
  let right = 0;
  try {
    const { variables, requests } = parseHttpFile(readFileSync(file, 'utf8'));
    if (requests.length === 0) throw new Error('it has no request');
    for (const request of requests) {
      const answer = await send(request, { ...variables, ...OVERRIDES }, answers);
      if (!request.expected.includes(answer.status))
        throw new Error(
          `"${request.title}" was answered with ${answer.status}, not ${request.expected.join(' or ')}: ${answer.text}`,
        );
      if (request.name) answers[request.name] = answer;
      right++;
    }
    return { right };
  } catch (error) {
    return { right, fault: [error.message, error.cause?.message].filter(Boolean).join(': ') };
  }
}

for (const file of files) {
  const { right, fault } = await runFile(file);
  process.stdout.write(`${basename(file)}: ${right} answered as expected${fault ? `; then ${fault}` : ''}\n`);
  if (fault) process.exitCode = 1;
}
