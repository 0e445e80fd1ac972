import 'reflect-metadata';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { runProcess } from '@fasttrack/foundation/process/run-process';
import { createApp } from './configure-app';
import { greet } from './greeting';

runProcess({ load: loadConfig, create: createApp, greet });
