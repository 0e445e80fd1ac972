// Drives a real n8n with the workflows of examples/n8n: npm run test:n8n. The first time it installs n8n, outside this checkout.
import { rmSync } from 'node:fs';
import { buildServer } from '../../tools/build.mjs';
import { CHECKS } from './checks/all.mjs';
import { endAll, killAll } from './support/process.mjs';
import { openWorld } from './support/world.mjs';

const say = (text) => process.stdout.write(`${text}\n`);

async function outcomeOf({ name, check }, world) {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  try {
    const figures = await check(world);
    say(`✓ ${name} (${seconds()} s)`);
    return { name, passed: true, seconds: seconds(), figures };
  } catch (error) {
    say(`✗ ${name} (${seconds()} s)\n${error.stack}`);
    return { name, passed: false, seconds: seconds(), figures: error.message.split('\n')[0] };
  }
}

async function checkAll(world) {
  const outcomes = [];
  for (const one of CHECKS) outcomes.push(await outcomeOf(one, world));
  return outcomes;
}

function summarise(outcomes) {
  say('');
  for (const { name, passed, seconds, figures } of outcomes)
    say(`${passed ? 'passed' : 'FAILED'}  ${seconds.padStart(6)} s  ${name}\n                  ${figures}`);
  const failed = outcomes.filter(({ passed }) => !passed).length;
  say(`\n${outcomes.length - failed} passed, ${failed} failed`);
  return failed;
}

async function main() {
  buildServer();
  say('Starting Fast Track and n8n …');
  const world = await openWorld();
  const failed = summarise(await checkAll(world));
  await endAll();
  if (failed === 0) rmSync(world.folder, { recursive: true, force: true });
  else say(`The logs stand in ${world.folder}`);
  return failed;
}

// However this ends, nothing that it started goes on.
process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

process.exit((await main()) === 0 ? 0 : 1);
