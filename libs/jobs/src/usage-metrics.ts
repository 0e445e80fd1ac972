import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { JobHappening } from './job-events';
import { JobEvents } from './job-events';

/** Counts what models used in runs of this process, those of jobs that are gone too. */
@Injectable()
export class UsageMetrics implements OnModuleInit {
  private readonly tokens;

  constructor(
    private readonly events: JobEvents,
    { registry }: Metrics,
  ) {
    this.tokens = new Counter({
      name: 'fasttrack_model_tokens_total',
      help: 'Tokens that models were given (input) and gave (output)',
      labelNames: ['type', 'direction'],
      registers: [registry],
    });
  }

  onModuleInit(): void {
    this.events.all$.subscribe((happening) => {
      this.count(happening);
    });
  }

  private count({ type, used: { inputTokens, outputTokens } = {} }: JobHappening): void {
    if (inputTokens !== undefined) this.tokens.inc({ type, direction: 'input' }, inputTokens);
    if (outputTokens !== undefined) this.tokens.inc({ type, direction: 'output' }, outputTokens);
  }
}
