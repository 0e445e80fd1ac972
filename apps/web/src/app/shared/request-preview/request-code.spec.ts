import { execFileSync } from 'node:child_process';
import type { RequestCode } from './request-code';
import { curlCode, toPieces, typescriptCode } from './request-code';

const BODY = { prompt: `it's "quoted" \\ $HOME \`id\`\nsecond line`, priority: 3 };
const aRequest = (more: Partial<RequestCode> = {}): RequestCode => ({
  origin: 'http://h',
  body: JSON.stringify(BODY, null, 2),
  ...more,
});

describe('curlCode', () => {
  it('gives the shell exactly the body, whatever is in it', () => {
    const asArguments = curlCode(aRequest()).replace(/^curl/, 'printf "%s\\n"');
    const lines = execFileSync('sh', ['-c', asArguments], { encoding: 'utf8' });
    expect(JSON.parse(lines.slice(lines.indexOf('{')))).toEqual(BODY);
  });

  it('puts a short body on one line', () => {
    expect(curlCode(aRequest({ body: '{\n  "prompt": "hi"\n}' }))).toContain(`-d '{"prompt": "hi"}'`);
  });
});

it('names a variable for the key where one is needed, in both languages', () => {
  const asArguments = curlCode(aRequest({ isKeyed: true })).replace(/^curl/, 'printf "%s\\n"');
  const env = { PATH: process.env['PATH'], FASTTRACK_API_KEY: 'the-key' };
  expect(execFileSync('sh', ['-c', asArguments], { encoding: 'utf8', env })).toContain(
    'Authorization: Bearer the-key\n',
  );
  expect(typescriptCode(aRequest({ isKeyed: true }))).toContain(
    'Authorization: `Bearer ${process.env.FASTTRACK_API_KEY}`',
  );
  for (const write of [curlCode, typescriptCode]) {
    expect(write(aRequest())).not.toContain('Authorization');
    expect(write(aRequest({ isKeyed: true }))).toContain('Content-Type');
  }
});

it('typescriptCode holds the body as a literal', () => {
  const [, literal = ''] = /JSON\.stringify\((\{[\s\S]*\})\),/.exec(typescriptCode(aRequest())) ?? [];
  expect(JSON.parse(literal)).toEqual(BODY);
});

it.each(['{\n  "n": 9007199254740993\n}', '{\n  "n": 1.0\n}', '{\n  "__proto__": 1\n}'])(
  'typescriptCode holds a body that a literal would change as a text: %p',
  (body) => {
    const [, literal = ''] = /body: (".*"),/.exec(typescriptCode(aRequest({ body }))) ?? [];
    expect(JSON.parse(literal)).toBe(body);
  },
);

it('both languages carry an idempotency key, whatever is in it', () => {
  const idempotencyKey = `it's-"$HOME"-\`id\``;
  const asArguments = curlCode(aRequest({ idempotencyKey })).replace(/^curl/, 'printf "%s\\n"');
  expect(execFileSync('sh', ['-c', asArguments], { encoding: 'utf8' })).toContain(
    `Idempotency-Key: ${idempotencyKey}\n`,
  );
  expect(typescriptCode(aRequest({ idempotencyKey }))).toContain(
    `'Idempotency-Key': ${JSON.stringify(idempotencyKey)},`,
  );
});

it('toPieces loses nothing and colours strings, keys and words', () => {
  for (const code of [curlCode(aRequest()), typescriptCode(aRequest()), '', 'curl']) {
    expect(
      toPieces(code)
        .map(({ text }) => text)
        .join(''),
    ).toBe(code);
  }
  const looks = new Map(
    toPieces(curlCode(aRequest({ body: '{\n  "prompt": "hi"\n}' }))).map(({ text, look }) => [text, look]),
  );
  expect(looks.get('curl')).toBe('f');
  expect(looks.get('"prompt"')).toBe('k');
  expect(looks.get('"hi"')).toBe('st');
});
