import { Injectable } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FeatureOffError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from './job';
import { JobCallbacks } from './job-callbacks';
import { IllegalMoveError } from './job.errors';

/** What stands in for the answer of an AI: it looks like JSON and is none. */
const MALFORMED_RESULT = '{"answer": "As a language model, I am sure that this is JSON, "confidence": 1.0,';

/** Lets people see what a bad worker does, where the configuration allows it. */
@Injectable()
export class TestAid {
  constructor(
    private readonly callbacks: JobCallbacks,
    private readonly config: AppConfig,
  ) {}

  /**
   * Ends a job with a malformed result, by the path of a callback. Rejects with `FeatureOffError`, `JobNotFoundError`, or
   * `IllegalMoveError` when the job has ended already.
   */
  async hallucinate(jobId: string): Promise<Job> {
    if (!this.config.isHallucinateEnabled) throw new FeatureOffError('The test aid', 'HALLUCINATE_ENABLED=true');
    const { job, verdict } = await this.callbacks.settle({ kind: 'completed', jobId, result: MALFORMED_RESULT });
    if (verdict !== 'accepted') throw new IllegalMoveError(job, 'completed');
    return job;
  }
}
