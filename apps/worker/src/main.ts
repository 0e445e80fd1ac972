import 'reflect-metadata';
import { runProcess } from '@fasttrack/foundation/process/run-process';
import { createWorker } from './create-worker';
import { greet } from './greeting';
import { loadWorkerConfig } from './worker-config';

runProcess({ load: loadWorkerConfig, create: createWorker, greet });
