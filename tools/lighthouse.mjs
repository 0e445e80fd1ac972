// Lets Lighthouse judge the built web app: accessibility and best practices must be 100 on each page, performance is the
// median of five runs and only told. `--runs 1` is short.
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { buildStale } from './build.mjs';
import { freePort, withServer } from './throwaway-server.mjs';

const ASSERTED = ['accessibility', 'best-practices'];
const CATEGORIES = ['performance', ...ASSERTED];
const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const RUNS = Math.max(1, Number.parseInt(values.runs, 10) || 1);
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Jobs of each kind that a page draws in its own way; gives the id of one that is completed. */
async function fill(address) {
  const send = async (path, body) => {
    const headers = { 'content-type': 'application/json', 'x-shared-secret': 'secret-of-the-lighthouse' };
    const answer = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const jobs = [];
  for (let number = 1; number <= 30; number += 1) jobs.push(await send('/jobs', { prompt: `Job number ${number}` }));
  const [done, bad, odd] = jobs;
  await send('/webhook/callback', { jobId: done.id, result: { items: [1, 2, { net: '12.50' }], ok: true } });
  await send('/webhook/callback', { jobId: bad.id, status: 'FAILED', error: { message: 'No', retryable: false } });
  await send('/webhook/callback', { jobId: odd.id, result: 'Sure! {"a": 1' });
  return done.id;
}

const median = (scores) => [...scores].sort((a, b) => a - b)[Math.floor(scores.length / 2)];

async function judge(url, port) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const score = (name) => Math.round((lhr.categories[name].score ?? 0) * 100);
  const faults = ASSERTED.flatMap((name) => lhr.categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].title}`);
  return { scores: Object.fromEntries(CATEGORIES.map((name) => [name, score(name)])), faults };
}

/** Whether a page passed, after a line that says so. */
async function judgePage(name, url, port) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await judge(url, port));
  const least = (category) => Math.min(...runs.map(({ scores }) => scores[category]));
  const isGood = ASSERTED.every((category) => least(category) === 100);
  const told = ASSERTED.map((category) => `${category} ${least(category)}`).join(', ');
  const performance = median(runs.map(({ scores }) => scores.performance));
  process.stdout.write(`${isGood ? '✓' : '✗'} ${name}: ${told}, performance ${performance} (median of ${RUNS})\n`);
  for (const fault of new Set(runs.flatMap(({ faults }) => faults))) process.stdout.write(`    ${fault}\n`);
  return isGood;
}

async function judgeAll(address) {
  const port = await freePort();
  const id = await fill(address);
  const args = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const pages = { dashboard: '/?range=15m', list: '/jobs', job: `/jobs/${id}`, 'new job': '/jobs/new' };
  try {
    const passed = [];
    for (const [name, path] of Object.entries(pages)) passed.push(await judgePage(name, address + path, port));
    return passed;
  } finally {
    await browser.close();
  }
}

buildStale();
const settings = { WEBHOOK_SECRET: 'secret-of-the-lighthouse', WORKER_ENABLED: 'false' };
const passed = await withServer(settings, judgeAll);
const failed = passed.filter((isGood) => !isGood).length;
process.stdout.write(`${passed.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
