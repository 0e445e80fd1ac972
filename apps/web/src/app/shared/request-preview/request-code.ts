/** A piece of code with the class that colours it. */
export interface CodePiece {
  readonly text: string;
  readonly look: '' | 'f' | 'st' | 'k' | 'c';
}

/** The key itself never stands in code that is copied. */
const KEY_VARIABLE = 'FASTTRACK_API_KEY';
const KEYED_HEADERS = [
  '  headers: {',
  "    'Content-Type': 'application/json',",
  `    Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\`,`,
  '  },',
];

/** On one line when it is short. */
function jsonCode(body: object): string {
  const lines = JSON.stringify(body, null, 2).split('\n');
  if (lines.length > 3) return lines.join('\n  ');
  return lines.map((line) => line.trim()).join('');
}

const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A curl command that posts the body to `/jobs`, fit to be pasted into a shell; `isKeyed`: with the key of a variable. */
export const curlCode = (origin: string, body: object, isKeyed = false): string =>
  [
    `curl -X POST ${origin}/jobs \\`,
    ...(isKeyed ? [`  -H "Authorization: Bearer $${KEY_VARIABLE}" \\`] : []),
    '  -H "Content-Type: application/json" \\',
    `  -d ${quoteForShell(jsonCode(body))}`,
  ].join('\n');

/** The same request in TypeScript. */
export const typescriptCode = (origin: string, body: object, isKeyed = false): string =>
  [
    `const answer = await fetch('${origin}/jobs', {`,
    "  method: 'POST',",
    ...(isKeyed ? KEYED_HEADERS : ["  headers: { 'Content-Type': 'application/json' },"]),
    `  body: JSON.stringify(${jsonCode(body)}),`,
    '});',
    'if (!answer.ok) throw new Error(await answer.text());',
    'const job = await answer.json();',
    'console.log(job.id, job.status);',
  ].join('\n');

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
