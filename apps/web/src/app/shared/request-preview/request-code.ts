/** A piece of code with the class that colours it. */
export interface CodePiece {
  readonly text: string;
  readonly look: '' | 'f' | 'st' | 'k' | 'c';
}

/** A job that is asked for, ready to be written as code. */
export interface RequestCode {
  /** Where the API is: `http://localhost:3000`. */
  readonly origin: string;
  /** JSON text of the body. Numbers in it are never rounded. */
  readonly body: string;
  /** With the key that a variable of the environment holds: the key itself never stands in code that is copied. */
  readonly isKeyed?: boolean;
  /** Empty: without one. */
  readonly idempotencyKey?: string;
}

const KEY_VARIABLE = 'FASTTRACK_API_KEY';
/** A body of more lines stands on several. */
const LINES_MAX = 3;

/** On one line when it is short. */
function layOut(body: string, indent: string): string {
  const lines = body.split('\n');
  if (lines.length > LINES_MAX) return lines.join(`\n${indent}`);
  return lines.map((line) => line.trim()).join('');
}

const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A curl command that posts the body to `/jobs`, fit to be pasted into a shell. */
export const curlCode = ({ origin, body, isKeyed = false, idempotencyKey = '' }: RequestCode): string =>
  [
    `curl -X POST ${origin}/jobs \\`,
    ...(isKeyed ? [`  -H "Authorization: Bearer $${KEY_VARIABLE}" \\`] : []),
    '  -H "Content-Type: application/json" \\',
    ...(idempotencyKey === '' ? [] : [`  -H ${quoteForShell(`Idempotency-Key: ${idempotencyKey}`)} \\`]),
    `  -d ${quoteForShell(layOut(body, '  '))}`,
  ].join('\n');

/** The same request in TypeScript. */
export const typescriptCode = ({ origin, body, isKeyed = false, idempotencyKey = '' }: RequestCode): string => {
  const headers = [
    "'Content-Type': 'application/json'",
    ...(isKeyed ? [`Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\``] : []),
    ...(idempotencyKey === '' ? [] : [`'Idempotency-Key': ${JSON.stringify(idempotencyKey)}`]),
  ];
  return [
    `const answer = await fetch('${origin}/jobs', {`,
    "  method: 'POST',",
    ...(headers.length === 1
      ? [`  headers: { ${headers.join('')} },`]
      : ['  headers: {', ...headers.map((header) => `    ${header},`), '  },']),
    `  body: ${bodyCode(body)},`,
    '});',
    'if (!answer.ok) throw new Error(await answer.text());',
    'const job = await answer.json();',
    'console.log(job.id, job.status);',
  ].join('\n');
};

/** A literal of TypeScript would round long numbers and lose a member named `__proto__`: then the text stands as text. */
function bodyCode(body: string): string {
  const isSafe = JSON.stringify(JSON.parse(body), null, 2) === body && !body.includes('__proto__');
  return isSafe ? `JSON.stringify(${layOut(body, '  ')})` : JSON.stringify(body);
}

const PIECES = /("(?:[^"\\]|\\.)*"(?=:))|("(?:[^"\\]|\\.)*"|'(?:POST|[\w/:.-]+)')|\b(curl|const|await|if|throw|new)\b/g;

/** Cuts code into coloured pieces; together they are the code again. */
export function toPieces(code: string): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  for (const { 0: text, 1: key, 2: string, index } of code.matchAll(PIECES)) {
    if (index > end) pieces.push({ text: code.slice(end, index), look: '' });
    pieces.push({ text, look: lookOf(key, string) });
    end = index + text.length;
  }
  return end < code.length ? [...pieces, { text: code.slice(end), look: '' }] : pieces;
}

function lookOf(key: string | undefined, string: string | undefined): CodePiece['look'] {
  if (key !== undefined) return 'k';
  return string === undefined ? 'f' : 'st';
}
