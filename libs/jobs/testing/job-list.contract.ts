import type { Job } from '../src/job';
import { cancel, complete, fail, reopen } from '../src/job-life';
import type { JobQuery } from '../src/job-store.port';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';

/** Ids of all pages of a list, in order. */
async function idsOfAllPages({ store }: OpenStore, query: JobQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let page = await store.list(query); ; page = await store.list({ ...withoutOffset(query), cursor: page.next })) {
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === undefined) return ids;
  }
}

const withoutOffset = ({ offset: _offset, ...query }: JobQuery): JobQuery => query;
const idsOf = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id);
const newestFirst = (jobs: readonly Job[]): string[] => idsOf(jobs).reverse();
const ERROR = { code: 'worker_error', message: 'Quota überschritten', retryable: false } as const;

/** What lists of every adapter of `JobStore` must do. */
export function describeJobList(adapter: string, open: () => Promise<OpenStore>): void {
  describe(`JobStore lists: ${adapter}`, () => {
    let opened: OpenStore;
    const moment = (): { at: Date; by: string } => ({ at: opened.clock.now(), by: 'test' });
    const found = async (query: Partial<JobQuery>): Promise<string[]> =>
      (await opened.store.list({ limit: 100, ...query })).rows.map(({ id }) => id);
    const insert = async (...overrides: Partial<Job>[]): Promise<Job[]> => {
      const jobs = overrides.map(aJob);
      await opened.store.insert(jobs);
      return jobs;
    };

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    describe('filters', () => {
      it('choose by tag, by key and by both, with the total', async () => {
        const jobs = await insert({ tags: ['a', 'b'] }, { tags: ['b'], key: 'k' }, { key: 'k' }, { tags: ['ab'] });
        await expect(found({ tag: 'b' })).resolves.toEqual(newestFirst(jobs.slice(0, 2)));
        await expect(found({ key: 'k' })).resolves.toEqual(newestFirst(jobs.slice(1, 3)));
        await expect(opened.store.list({ key: 'k', tag: 'b', limit: 1 })).resolves.toMatchObject({
          total: 1,
          isTotalCapped: false,
          rows: [{ id: jobs[1]?.id }],
        });
        await expect(found({ tag: 'c' })).resolves.toEqual([]);
      });

      it('take tags and keys as texts, whatever is in them', async () => {
        const odd = `'"; $where {"$ne":1} 100% _\u0000ü`;
        const [job] = await insert({ tags: [odd], key: odd }, { tags: ['x'], key: 'x' });
        await expect(found({ tag: odd })).resolves.toEqual([job?.id]);
        await expect(found({ key: odd })).resolves.toEqual([job?.id]);
      });

      it('choose by when a job was created: from a moment on, and before a moment', async () => {
        const at = (ms: number): Date => new Date(1_700_000_000_000 + ms);
        const jobs = await insert(...[1, 2, 3, 4].map((ms) => ({ createdAt: at(ms) })));
        await expect(found({ createdAfter: at(2) })).resolves.toEqual(newestFirst(jobs.slice(1)));
        await expect(found({ createdBefore: at(3) })).resolves.toEqual(newestFirst(jobs.slice(0, 2)));
        await expect(found({ createdAfter: at(2), createdBefore: at(4) })).resolves.toEqual(
          newestFirst(jobs.slice(1, 3)),
        );
        await expect(found({ createdAfter: at(4), createdBefore: at(2) })).resolves.toEqual([]);
      });

      it('choose by when a job was created, though the clock was set back between', async () => {
        const at = (ms: number): Date => new Date(1_700_000_000_000 + ms);
        const ages = [5000, 6000, 1000, 2000, 7000, 500];
        const jobs: Job[] = [];
        for (const ms of ages) jobs.push(...(await insert({ createdAt: at(ms) })));
        const within = jobs.filter(({ createdAt }) => createdAt >= at(1000) && createdAt < at(6000));
        await expect(found({ createdAfter: at(1000), createdBefore: at(6000) })).resolves.toEqual(newestFirst(within));
      });

      it('choose by whether the result is valid', async () => {
        const jobs = await insert({}, {}, {}, { expects: 'text' });
        const [good, bad, waiting, text] = jobs as [Job, Job, Job, Job];
        await opened.store.apply([
          complete(good, { result: '{}' }, moment()),
          complete(bad, { result: '{' }, moment()),
          complete(text, { result: '{' }, moment()),
        ]);
        await expect(found({ resultValid: true })).resolves.toEqual([good.id]);
        await expect(found({ resultValid: false })).resolves.toEqual([bad.id]);
        await expect(found({ status: 'PENDING' })).resolves.toEqual([waiting.id]);
      });
    });

    describe('search', () => {
      it.each([
        ['a word of the prompt', 'moon'],
        ['words in any order, all of them', 'story moon'],
        ['the beginning of the last word', 'story mo'],
        ['any case', 'MOON'],
        ['no accents', 'creme brulee'],
        ['accents that the job has not', 'mööń'],
        ['a value deep in the payload', 'deeply'],
        ['the type', 'report'],
        ['words apart by signs', 'story-moon'],
        ['letters beyond ASCII', 'ΣΊΣΥΦΟΣ'],
      ])('finds by %s', async (_name, search) => {
        const payload = { prompt: 'A story of the Moon, Crème Brûlée', list: [{ x: 'deeply nested' }], s: 'Σίσυφος' };
        const [job] = await insert({ type: 'report', payload }, { payload: { prompt: 'something else' } });
        await expect(found({ search })).resolves.toEqual([job?.id]);
      });

      it.each([
        ['the middle of a word', 'oon'],
        ['the beginning of a word that is not the last', 'mo story'],
        ['a name in the payload', 'secretname'],
        ['a number', '4711'],
        ['a word that is missing', 'moon sun'],
        ['signs alone', '"*()-:^ %_'],
      ])('does not find by %s', async (_name, search) => {
        await insert({ payload: { prompt: 'A story of the moon', secretname: 4711 } });
        await expect(opened.store.list({ search, limit: 10 })).resolves.toMatchObject({ rows: [], total: 0 });
      });

      it('finds by the first 64 distinct words', async () => {
        const words = Array.from({ length: 64 }, (_, n) => `w${n}x`);
        const [job] = await insert({ payload: { prompt: [...words, ...words].join(' ') } });
        // The type is the first of them.
        await expect(found({ search: 'w62x' })).resolves.toEqual([job?.id]);
        await expect(found({ search: 'w63x' })).resolves.toEqual([]);
      });

      it('finds by the error that a job has, and by no earlier one', async () => {
        const prompt = Array.from({ length: 70 }, (_, n) => `w${n}`).join(' ');
        const [job] = (await insert({ payload: { prompt }, maxAttempts: 1 })) as [Job];
        await opened.store.apply([fail(job, ERROR, moment())]);
        for (const search of ['quota uber', 'worker_error', 'w1 quota']) {
          await expect(found({ search })).resolves.toEqual([job.id]);
        }
        await opened.store.apply([
          reopen({ ...job, status: 'FAILED', error: ERROR }, { ...moment(), at: new Date(moment().at.getTime() + 1) }),
        ]);
        await expect(found({ search: 'quota' })).resolves.toEqual([]);
        await expect(found({ search: 'w1' })).resolves.toEqual([job.id]);
      });

      it('finds by what a sweep wrote', async () => {
        const [job] = (await insert({ maxAttempts: 1 })) as [Job];
        await opened.store.claim(aClaim({ leaseMs: 1 }), 1);
        opened.clock.advance(10);
        await opened.store.sweep(10);
        await expect(found({ search: 'lease_expired' })).resolves.toEqual([job.id]);
      });

      it('finds by an id and by the beginning of one, in any case, together with a filter', async () => {
        const ids = ['019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11', '019a0f5e-6f01-7c3e-8a52-3d1f0a9b7c11'];
        const [a, b] = (await insert(...ids.map((id) => ({ id })), {})) as [Job, Job];
        await opened.store.apply([cancel(b, moment())]);
        await expect(found({ search: a.id.toUpperCase() })).resolves.toEqual([a.id]);
        await expect(found({ search: ' 019A0F5E ' })).resolves.toEqual([b.id, a.id]);
        await expect(found({ search: '019a0f5e-6f', order: 'asc' })).resolves.toEqual([a.id, b.id]);
        await expect(found({ search: '019a0f5e', status: 'CANCELLED' })).resolves.toEqual([b.id]);
        await expect(found({ search: '019a0f5' })).resolves.toEqual([]);
        await expect(idsOfAllPages(opened, { search: '019a0f5e', limit: 1 })).resolves.toEqual([b.id, a.id]);
      });

      it('takes for a word what could be an id and is none', async () => {
        const [job] = await insert({ payload: { prompt: 'invoice 20260122' } });
        await expect(found({ search: '20260122' })).resolves.toEqual([job?.id]);
      });
    });

    describe('sorts', () => {
      it('stand by the value, then by age, either way', async () => {
        const jobs = await insert(
          ...[2, 5, 2, 1].map((priority, n) => ({ priority: priority as 1, type: ['b', 'a', 'c', 'a'][n] ?? '' })),
        );
        const [two, five, otherTwo, one] = idsOf(jobs);
        await opened.store.apply([cancel(jobs[0] as Job, { ...moment(), at: new Date(5000) })]);
        const orders = {
          priority: [five, otherTwo, two, one],
          type: [otherTwo, two, one, five],
          status: [one, otherTwo, five, two],
          updatedAt: [two, one, otherTwo, five],
          createdAt: [one, otherTwo, five, two],
        } as const;
        for (const [sort, ids] of Object.entries(orders)) {
          const query = { sort: sort as keyof typeof orders, limit: 3 };
          await expect(idsOfAllPages(opened, query)).resolves.toEqual(ids);
          await expect(idsOfAllPages(opened, { ...query, order: 'asc' })).resolves.toEqual([...ids].reverse());
        }
      });

      it('hold within a filter', async () => {
        const jobs = await insert({ tags: ['t'], priority: 1 }, { priority: 5 }, { tags: ['t'], priority: 4 });
        await expect(found({ tag: 't', sort: 'priority' })).resolves.toEqual([jobs[2]?.id, jobs[0]?.id]);
      });
    });

    describe('pages', () => {
      it('leave out as many as the offset says, and go on from there', async () => {
        const jobs = await insert(...Array.from({ length: 12 }, (_, n) => ({ tags: n % 2 ? ['odd'] : [] })));
        const odd = newestFirst(jobs.filter(({ tags }) => tags?.length));
        for (const sort of ['createdAt', 'priority', 'updatedAt'] as const) {
          await expect(idsOfAllPages(opened, { sort, offset: 5, limit: 3 })).resolves.toEqual(
            newestFirst(jobs).slice(5),
          );
          await expect(idsOfAllPages(opened, { sort, tag: 'odd', offset: 2, limit: 3 })).resolves.toEqual(odd.slice(2));
        }
        await expect(found({ offset: 12 })).resolves.toEqual([]);
      });

      it('refuse a cursor of another list', async () => {
        await insert({}, {}, {});
        const next = async (query: Partial<JobQuery>): Promise<string> =>
          (await opened.store.list({ limit: 1, ...query })).next ?? '';
        const byAge = await next({});
        const others = [{ order: 'asc' }, { sort: 'priority' }, { sort: 'updatedAt' }, { sort: 'status' }] as const;
        for (const other of others) {
          await expect(found({ ...other, cursor: byAge })).rejects.toThrow('cursor');
          await expect(found({ cursor: await next(other) })).rejects.toThrow('cursor');
        }
      });
    });
  });
}
