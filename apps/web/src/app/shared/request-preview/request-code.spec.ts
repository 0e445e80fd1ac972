import { execFileSync } from 'node:child_process';
import { curlCode, toPieces, typescriptCode } from './request-code';

const BODY = { prompt: `it's "quoted" \\ $HOME \`id\`\nsecond line`, priority: 3 };

describe('curlCode', () => {
  it('gives the shell exactly the body, whatever is in it', () => {
    const asArguments = curlCode('http://localhost:3000', BODY).replace(/^curl/, 'printf "%s\\n"');
    const lines = execFileSync('sh', ['-c', asArguments], { encoding: 'utf8' });
    expect(JSON.parse(lines.slice(lines.indexOf('{')))).toEqual(BODY);
  });

  it('puts a short body on one line', () => {
    expect(curlCode('http://h', { prompt: 'hi' })).toContain(`-d '{"prompt": "hi"}'`);
  });
});

it('names a variable for the key where one is needed, in both languages', () => {
  const asArguments = curlCode('http://h', BODY, true).replace(/^curl/, 'printf "%s\\n"');
  const env = { PATH: process.env['PATH'], FASTTRACK_API_KEY: 'the-key' };
  expect(execFileSync('sh', ['-c', asArguments], { encoding: 'utf8', env })).toContain(
    'Authorization: Bearer the-key\n',
  );
  expect(typescriptCode('http://h', BODY, true)).toContain('Authorization: `Bearer ${process.env.FASTTRACK_API_KEY}`');
  for (const write of [curlCode, typescriptCode]) {
    expect(write('http://h', BODY)).not.toContain('Authorization');
    expect(write('http://h', BODY, true)).toContain('Content-Type');
  }
});

it('typescriptCode holds the body as a literal', () => {
  const [, literal = ''] = /JSON\.stringify\((\{[\s\S]*\})\),/.exec(typescriptCode('http://h', BODY)) ?? [];
  expect(JSON.parse(literal)).toEqual(BODY);
});

it('toPieces loses nothing and colours strings, keys and words', () => {
  for (const code of [curlCode('http://h', BODY), typescriptCode('http://h', BODY), '', 'curl']) {
    expect(
      toPieces(code)
        .map(({ text }) => text)
        .join(''),
    ).toBe(code);
  }
  const looks = new Map(toPieces(curlCode('http://h', { prompt: 'hi' })).map(({ text, look }) => [text, look]));
  expect(looks.get('curl')).toBe('f');
  expect(looks.get('"prompt"')).toBe('k');
  expect(looks.get('"hi"')).toBe('st');
});
