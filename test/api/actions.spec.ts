import type { JobView } from '@fasttrack/contracts';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

type Ended = 'COMPLETED' | 'FAILED' | 'CANCELLED';

describe('what people do with jobs', () => {
  let app: TestApp;
  let idle: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ SIMULATED_DELAY_MS: '3600000', SHUTDOWN_SECONDS: '1' });
    idle = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(async () => {
    await app.close();
    await idle.close();
  });

  const processing = async (): Promise<JobView> => {
    const { id } = await app.submit();
    return app.until(id, ({ status }) => status === 'PROCESSING');
  };
  const ended = async (status: Ended): Promise<JobView> => {
    const { id } = await idle.submit();
    if (status === 'CANCELLED') await idle.post(`/jobs/${id}/cancel`);
    else await idle.callback({ jobId: id, status, result: '{}', error: 'no' });
    const job = await idle.job(id);
    expect(job.status).toBe(status);
    return job;
  };
  const FINAL: Ended[] = ['COMPLETED', 'FAILED', 'CANCELLED'];

  describe('DELETE /jobs/:id', () => {
    it.each(['', '/api'])('cancels a waiting job, under "%s"', async (prefix) => {
      const { id, updatedAt } = await idle.submit();
      const { status, body } = await idle.send<JobView>('DELETE', `${prefix}/jobs/${id}`);
      expect({ status, body }).toMatchObject({ status: 200, body: { id, status: 'CANCELLED', attempt: 0 } });
      expect(body.history.at(-1)).toMatchObject({ event: 'cancelled', from: 'PENDING', to: 'CANCELLED', by: 'api' });
      expect(body.completedAt! >= updatedAt).toBe(true);
      expect(body).not.toHaveProperty('waitingFor');
      await expect(idle.job(id)).resolves.toEqual(body);
    });

    it('refuses a running job with 409 that says what would stop it, and it runs on', async () => {
      const job = await processing();
      const { code, detail } = expectProblem(await app.send('DELETE', `/jobs/${job.id}`), 409);
      expect({ code, detail }).toEqual({
        code: 'job.not-allowed',
        detail: expect.stringContaining('POST /jobs/{id}/cancel') as string,
      });
      await expect(app.job(job.id)).resolves.toEqual(job);
    });

    it.each(FINAL)('refuses a job that is %s with 409', async (status) => {
      const job = await ended(status);
      expectProblem(await idle.send('DELETE', `/jobs/${job.id}`), 409);
      await expect(idle.job(job.id)).resolves.toEqual(job);
    });
  });

  describe('POST /jobs/:id/cancel', () => {
    it('cancels a waiting job', async () => {
      const { id } = await idle.submit();
      await expect(idle.post(`/api/jobs/${id}/cancel`)).resolves.toMatchObject({
        status: 200,
        body: { status: 'CANCELLED' },
      });
    });

    it('cancels a running job at once', async () => {
      const { id } = await processing();
      const { status, body } = await app.post<JobView>(`/jobs/${id}/cancel`);
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'CANCELLED', attempt: 1, attempts: 1 } });
      expect(body.history.at(-1)).toMatchObject({ event: 'cancelled', from: 'PROCESSING', attempt: 1 });
    });

    it.each(FINAL)('refuses a job that is %s with 409', async (status) => {
      const job = await ended(status);
      expectProblem(await idle.post(`/jobs/${job.id}/cancel`), 409);
      await expect(idle.job(job.id)).resolves.toEqual(job);
    });

    it('lets one of 20 at once win', async () => {
      const { id } = await idle.submit();
      const answers = await Promise.all(Array.from({ length: 20 }, () => idle.post(`/jobs/${id}/cancel`)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
      expect((await idle.job(id)).history).toHaveLength(2);
    });
  });

  describe('POST /jobs/:id/retry', () => {
    it.each(['FAILED', 'CANCELLED'] as const)(
      'runs a %s job again: same id and age, nothing left of its end',
      async (status) => {
        const before = await ended(status);
        const { status: answered, body } = await idle.post<JobView>(`/jobs/${before.id}/retry`);
        const { error: _error, completedAt: _completedAt, ...kept } = before;
        expect(answered).toBe(200);
        expect(body).toEqual({
          ...kept,
          status: 'PENDING',
          attempts: 0,
          waitingFor: expect.objectContaining({ reason: 'worker' }) as object,
          updatedAt: body.updatedAt,
          history: [
            ...before.history,
            expect.objectContaining({ event: 'retried', from: status, to: 'PENDING', by: 'api' }),
          ],
        });
      },
    );

    it('keeps the error of the last end in the history', async () => {
      const { id } = await ended('FAILED');
      const { body } = await idle.post<JobView>(`/jobs/${id}/retry`, {});
      expect(body.history.at(-1)).toMatchObject({ note: 'before: worker_error: no' });
    });

    it('goes on counting attempts and starts anew with runs', async () => {
      const { id } = await processing();
      await app.post(`/jobs/${id}/cancel`);
      await app.post(`/jobs/${id}/retry`);
      const job = await app.until(id, ({ status }) => status === 'PROCESSING');
      expect(job).toMatchObject({ attempt: 2, attempts: 1 });
    });

    it.each(['COMPLETED'] as const)('refuses a %s job without a payload with 409', async (status) => {
      const job = await ended(status);
      const { detail } = expectProblem(await idle.post(`/jobs/${job.id}/retry`), 409);
      expect(detail).toContain('with a "payload" it makes a new job');
      expectProblem(await idle.post(`/jobs/${job.id}/retry`, {}), 409);
      await expect(idle.job(job.id)).resolves.toEqual(job);
    });

    it('refuses a waiting and a running job with 409, with a payload or without', async () => {
      const [waiting, running] = [await idle.submit(), await processing()];
      for (const body of [undefined, { payload: { prompt: 'other' } }]) {
        expectProblem(await idle.post(`/jobs/${waiting.id}/retry`, body), 409);
        expectProblem(await app.post(`/jobs/${running.id}/retry`, body), 409);
      }
      await expect(idle.job(waiting.id)).resolves.toEqual(waiting);
      await expect(app.job(running.id)).resolves.toEqual(running);
    });

    it.each(FINAL)('with a payload makes a new job of one that is %s, and links both', async (status) => {
      const { id } = await ended(status);
      const {
        status: answered,
        headers,
        body,
      } = await idle.post<JobView>(`/api/jobs/${id}/retry`, {
        payload: { prompt: 'a shorter one' },
      });
      expect(answered).toBe(201);
      expect(headers.location).toBe(`/api/jobs/${body.id}`);
      expect(body).toMatchObject({ status: 'PENDING', prompt: 'a shorter one', attempt: 0, attempts: 0, retryOf: id });
      expect(body.id).not.toBe(id);
      const before = await idle.job(id);
      expect(before).toMatchObject({ status, retriedAs: body.id, prompt: `hello ${PAYLOAD_CANARY}` });
      expect(before.history.at(-1)).toMatchObject({
        event: 'retried',
        from: status,
        to: status,
        note: `as ${body.id}`,
      });
    });

    it('keeps priority, expects and the number of runs in the new job', async () => {
      const { id } = await idle.submit({ priority: 5, expects: 'text' });
      await idle.post(`/jobs/${id}/cancel`);
      const { body } = await idle.post(`/jobs/${id}/retry`, { payload: { prompt: 'other' } });
      expect(body).toMatchObject({ priority: 5, expects: 'text', maxAttempts: 3 });
    });

    it.each<[object, string[]]>([
      [{ payload: 'x' }, ['/payload']],
      [{ payload: ['x'] }, ['/payload']],
      [{ payload: {} }, ['/payload/prompt']],
      [{ payload: { prompt: '' } }, ['/payload/prompt']],
      [{ payload: { prompt: 'p'.repeat(5001) } }, ['/payload/prompt']],
      [{ payload: { prompt: { $gt: '' } } }, ['/payload/prompt']],
      [{ payload: { prompt: 'x', other: 1 } }, ['/payload/other']],
      [{ payload: { prompt: 'x', priority: 5 } }, ['/payload/priority']],
      [{ prompt: 'x' }, ['/prompt']],
    ])('refuses %j', async (body, pointers) => {
      const job = await ended('FAILED');
      expectFaults(await idle.post(`/jobs/${job.id}/retry`, body), ...pointers);
      await expect(idle.job(job.id)).resolves.toEqual(job);
    });

    it('takes an empty body with a JSON content type', async () => {
      const { id } = await ended('FAILED');
      const headers = { 'content-type': 'application/json' };
      await expect(idle.send('POST', `/jobs/${id}/retry`, { headers, body: '' })).resolves.toMatchObject({
        status: 200,
      });
    });
  });

  describe('POST /jobs/:id/hallucinate', () => {
    it('ends a waiting and a running job with a result that is not JSON', async () => {
      const [waiting, running] = [await idle.submit(), await processing()];
      for (const [one, { id }] of [
        [idle, waiting],
        [app, running],
      ] as const) {
        const { status, body } = await one.post<JobView>(`/jobs/${id}/hallucinate`);
        expect({ status, body }).toMatchObject({ status: 200, body: { status: 'COMPLETED', resultValid: false } });
        expect(() => JSON.parse(String(body.result)) as unknown).toThrow(SyntaxError);
        await expect(one.job(id)).resolves.toEqual(body);
      }
    });

    it.each(FINAL)('refuses a job that is %s with 409', async (status) => {
      const job = await ended(status);
      expectProblem(await idle.post(`/jobs/${job.id}/hallucinate`), 409);
      await expect(idle.job(job.id)).resolves.toEqual(job);
    });

    it('is 404 where it is switched off, as in production', async () => {
      for (const env of [{ HALLUCINATE_ENABLED: 'false' }, { NODE_ENV: 'production' }]) {
        const off = await startTestApp({ WORKER_ENABLED: 'false', ...env });
        const { id } = await off.submit();
        const { code, detail } = expectProblem(await off.post(`/jobs/${id}/hallucinate`), 404);
        expect({ code, detail }).toEqual({
          code: 'feature.off',
          detail: expect.stringContaining('HALLUCINATE_ENABLED') as string,
        });
        await expect(off.get('/')).resolves.toMatchObject({ body: { hallucinate: false } });
        await off.close();
      }
    });
  });
});
