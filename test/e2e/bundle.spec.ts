import { gzipSync } from 'node:zlib';
import { expect, test } from './support/test';

const LIMIT_BYTES = 160_000;

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);

test('the scripts that the app starts with stay below 160 kB gzip', async ({ request }) => {
  const html = await (await request.get('/jobs', { headers: { accept: 'text/html' } })).text();
  const scripts = matches(html, /<script[^>]* src="([^"]+)"/g);
  const preloads = matches(html, /<link rel="modulepreload" href="([^"]+)"/g);
  expect(scripts.some((name) => /^main-\w+\.js$/.test(name))).toBe(true);

  const sizes = new Map<string, number>();
  for (const waiting = [...scripts, ...preloads]; waiting.length > 0;) {
    const name = waiting.pop()!;
    if (sizes.has(name)) continue;
    const answer = await request.get(`/${name}`);
    expect(answer.headers()['content-type'], name).toMatch(/javascript/);
    const code = await answer.text();
    sizes.set(name, gzipSync(code).length);
    // What a script cannot start without counts as well, preloaded or not; lazy parts are `import(…)`.
    waiting.push(...matches(code, /(?:from|import)\s*"\.\/([\w-]+\.js)"/g));
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(sizes.size).toBeGreaterThanOrEqual(3);
  expect(total).toBeGreaterThan(20_000);
  expect(total, JSON.stringify([...sizes])).toBeLessThanOrEqual(LIMIT_BYTES);
});
