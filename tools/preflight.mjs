// Ends with a clear message on a machine that cannot run the tools: Node too old, or packages not installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const wanted = engines.node.replace('>=', '');

function isOlder(version, than) {
  const [major, minor] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = than.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

function refuse(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}

if (isOlder(process.versions.node, wanted)) {
  refuse(`Fast Track needs Node ${wanted} or newer; this is ${process.versions.node}.`);
}
if (!existsSync(join(root, 'node_modules/.package-lock.json'))) {
  refuse('The packages are not installed: run npm ci first.');
}
