import { PROMPT_MAX_LENGTH } from '@fasttrack/contracts';
import { timeGrowth } from '../support/time-growth';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('bad input', () => {
  let app: TestApp;
  let count: number;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.submit();
  });
  beforeEach(async () => {
    count = await total();
  });
  afterEach(async () => {
    await expect(total()).resolves.toBe(count);
  });
  afterAll(() => app.close());

  const total = async (): Promise<number> => (await app.get<{ total: number }>('/stats')).body.total;

  describe('in the body of POST /jobs', () => {
    it.each<[string, unknown, string[]]>([
      ['no prompt', {}, ['/prompt']],
      ['a prompt that is null', { prompt: null }, ['/prompt']],
      ['a number for a prompt', { prompt: 42 }, ['/prompt']],
      ['a list for a prompt', { prompt: ['hello'] }, ['/prompt']],
      ['an operator for a prompt', { prompt: { $gt: '' } }, ['/prompt']],
      ['an empty prompt', { prompt: '' }, ['/prompt']],
      ['a blank prompt', { prompt: ' \n\t\u00a0\u2003' }, ['/prompt']],
      ['a prompt that is too long', { prompt: 'p'.repeat(PROMPT_MAX_LENGTH + 1) }, ['/prompt']],
      ['a prompt too long by an emoji', { prompt: `p${'😀'.repeat(PROMPT_MAX_LENGTH / 2)}` }, ['/prompt']],
      ['a type that nobody registered', { prompt: 'x', type: 'fax' }, ['/type']],
      ['a type that is null', { prompt: 'x', type: null }, ['/type']],
      ['an operator for a type', { prompt: 'x', type: { $ne: 'x' } }, ['/type']],
      ['priority 0', { prompt: 'x', priority: 0 }, ['/priority']],
      ['priority 6', { prompt: 'x', priority: 6 }, ['/priority']],
      ['priority 2.5', { prompt: 'x', priority: 2.5 }, ['/priority']],
      ['a text for a priority', { prompt: 'x', priority: '3' }, ['/priority']],
      ['a priority that is null', { prompt: 'x', priority: null }, ['/priority']],
      ['expects xml', { prompt: 'x', expects: 'xml' }, ['/expects']],
      ['an unknown member', { prompt: 'x', prio: 3 }, ['/prio']],
      ['an unknown member with an odd name', { prompt: 'x', 'a/b~c': 3 }, ['/a~1b~0c']],
      [
        'members that every object inherits',
        { prompt: 'x', toString: 1, constructor: 'x' },
        ['/toString', '/constructor'],
      ],
      ['an id of its own', { prompt: 'x', id: 'mine' }, ['/id']],
      ['several faults', { prompt: '', priority: 9, extra: 1 }, ['/prompt', '/priority', '/extra']],
      ['null', null, ['']],
      ['a list', [{ prompt: 'x' }], ['']],
      ['a text', 'hello', ['']],
      ['a number', 7, ['']],
    ])('refuses %s', async (_name, body, pointers) => {
      expectFaults(await app.send('POST', '/jobs', { body: JSON.stringify(body), headers: JSON_TYPE }), ...pointers);
    });

    it.each([
      ['nothing', ''],
      ['what is no JSON', `{"prompt": ${PAYLOAD_CANARY}}`],
      ['JSON without its end', `{"prompt": "${PAYLOAD_CANARY}`],
      ['__proto__', '{"prompt":"x","__proto__":{"isAdmin":true}}'],
      ['__proto__ deep inside', '{"prompt":"x","a":[{"__proto__":1}]}'],
      ['constructor.prototype', '{"prompt":"x","constructor":{"prototype":{}}}'],
      ['33 levels', `{"prompt":${'['.repeat(32)}${']'.repeat(32)}}`],
      ['a million levels', '['.repeat(1_000_000)],
      ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ])('refuses %s and repeats nothing of it', async (_name, body) => {
      const answer = await app.send('POST', '/jobs', { body, headers: JSON_TYPE });
      expectFaults(answer, '');
      expect(answer.text).not.toContain(PAYLOAD_CANARY);
    });

    it('names 20 faults and says how many more there are', async () => {
      const extra = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}`, 1]));
      const { errors, detail } = expectProblem(await app.post('/jobs', { prompt: '', ...extra }), 400);
      expect(errors).toHaveLength(21);
      expect(errors?.at(-1)).toEqual({ pointer: '', detail: 'and 11 more' });
      expect(detail).toMatch(/; and 11 more$/);
    });

    it('cuts a long name', async () => {
      const answer = await app.post('/jobs', { prompt: 'x', ['n'.repeat(100_000)]: 1 });
      expectFaults(answer, `/${'n'.repeat(100)}…`);
      expect(answer.text.length).toBeLessThan(1000);
    });

    it.each(['/jobs', '/jobs/some-id/retry', '/webhook/callback'])(
      'answers %s in a time that grows as the number of unknown members',
      async (path) => {
        const growth = await timeGrowth(90_000, async (count) => {
          const json = Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, 1]));
          expectProblem(await app.callback(json, path), 400);
        });
        expect(growth).toBeLessThan(40);
      },
    );

    it.each([
      ['application/x-www-form-urlencoded', 'prompt=hello'],
      ['text/plain', '{"prompt":"hello"}'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/xml', '<prompt/>'],
      ['application/jsonp', '{"prompt":"hello"}'],
    ])('answers 415 to %s', async (type, body) => {
      expectProblem(await app.send('POST', '/jobs', { body, headers: { 'content-type': type } }), 415);
    });

    it('answers 415 to a body without a content type', async () => {
      expectProblem(await app.send('POST', '/jobs', { body: '{"prompt":"hello"}' }), 415);
    });

    it('answers 413 to more than a megabyte, and says how much it may be', async () => {
      const body = JSON.stringify({ prompt: 'p'.repeat(1024 * 1024) });
      const { detail } = expectProblem(await app.send('POST', '/jobs', { body, headers: JSON_TYPE }), 413);
      expect(detail).toContain('1048576 bytes');
    });
  });

  describe('in the query', () => {
    it.each([
      ['/jobs?status=DONE', '?status'],
      ['/jobs?status=', '?status'],
      ['/jobs?status=PENDING&status=FAILED', '?status'],
      ['/jobs?status[$ne]=PENDING', '?status[$ne]'],
      ['/jobs?status%5B%24ne%5D=PENDING', '?status[$ne]'],
      ['/jobs?status[]=PENDING', '?status[]'],
      ['/jobs?type=fax', '?type'],
      ['/jobs?limit=0', '?limit'],
      ['/jobs?limit=201', '?limit'],
      ['/jobs?limit=-1', '?limit'],
      ['/jobs?limit=1.5', '?limit'],
      ['/jobs?limit=1e2', '?limit'],
      ['/jobs?limit=ten', '?limit'],
      ['/jobs?limit=', '?limit'],
      ['/jobs?limit=10&limit=20', '?limit'],
      ['/jobs?cursor=forged', '?cursor'],
      ['/jobs?cursor=', '?cursor'],
      ['/jobs?cursor=bjE%20OR%201', '?cursor'],
      ['/jobs?page=2', '?page'],
      ['/jobs?Status=PENDING', '?Status'],
      ['/jobs?__proto__=1', '?__proto__'],
      ['/jobs?constructor=1', '?constructor'],
      ['/stats?range=24h', '?range'],
      ['/stats/trend?range=2h', '?range'],
      ['/stats/trend?range=', '?range'],
      ['/stats/trend?range=1h&range=7d', '?range'],
      ['/stats/trend?range=1H', '?range'],
      ['/stats/trend?type=nobody', '?type'],
      ['/stats/trend?type=prompt&type=report', '?type'],
      ['/stats/trend?hours=24', '?hours'],
      ['/health?full=1', '?full'],
      ['/?x=1', '?x'],
    ])('refuses %s', async (path, pointer) => {
      expectFaults(await app.get(path), pointer);
      expectFaults(await app.get(`/api${path}`), pointer);
    });

    it.each([
      ['POST', '/jobs?dryRun=true'],
      ['GET', '/jobs/some-id?full=1'],
      ['DELETE', '/jobs/some-id?force=1'],
      ['POST', '/jobs/some-id/cancel?force=1'],
      ['POST', '/jobs/some-id/retry?force=1'],
      ['POST', '/jobs/some-id/hallucinate?force=1'],
    ])('refuses %s %s', async (method, path) => {
      const json = path.startsWith('/jobs?') ? { json: { prompt: 'x' } } : {};
      expectFaults(await app.send(method, path, json), `?${path.split('?')[1]?.split('=')[0]}`);
    });
  });

  describe('in the path', () => {
    const ids = [
      'nobody',
      '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11',
      '%00',
      '%F0%9F%98%80',
      "'%20OR%201=1--",
      '..%2f..',
      'a'.repeat(90),
    ];
    const calls: [string, string][] = [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['POST', '/hallucinate'],
    ];

    it.each(calls)('answers 404 to %s /jobs/:id%s of an unknown id, however it looks', async (method, rest) => {
      for (const id of ids) {
        const { code } = expectProblem(await app.send(method, `/jobs/${id}${rest}`), 404);
        expect(code).toBe('job.not-found');
      }
    });

    it('answers 404 to an id of a thousand characters', async () => {
      expectProblem(await app.get(`/jobs/${'a'.repeat(1000)}`), 404);
    });

    it.each(['/jobs/%', '/jobs/%zz', '/jobs/%c3%28', '/api/jobs/%'])('answers 400 to %s', async (path) => {
      expectProblem(await app.get(path), 400);
    });
  });

  it.each([
    ['DELETE', ''],
    ['POST', '/cancel'],
    ['POST', '/hallucinate'],
  ])('%s /jobs/:id%s takes no member in its body', async (method, action) => {
    const path = `/jobs/some-id${action}`;
    expectFaults(await app.send(method, path, { json: { force: true, 'a/b': 1 } }), '/force', '/a~1b');
    for (const json of [null, [], 'x', 7]) expectFaults(await app.send(method, path, { json }), '');
    expectProblem(await app.send(method, path, { json: {} }), 404);
    expectProblem(await app.send(method, path, { body: '', headers: JSON_TYPE }), 404);
  });

  it.each(['cancel', 'hallucinate'])('answers 415 to a form and 400 to broken JSON at %s', async (action) => {
    const path = `/jobs/some-id/${action}`;
    const form = { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expectProblem(await app.send('POST', path, form), 415);
    expectProblem(await app.send('POST', path, { body: '{', headers: JSON_TYPE }), 400);
  });

  it('still serves after all this', async () => {
    const { body } = await app.get<unknown[]>('/jobs');
    expect(body).toHaveLength(count);
  });
});
