// Builds what is stale, then runs Fast Track in this process.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { root } from './root.mjs';

buildStale();
createRequire(import.meta.url)(join(root, 'dist/api/apps/api/src/main.js'));
