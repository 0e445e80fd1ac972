// Reads request files of the REST Client: https://github.com/Huachao/vscode-restclient
const SEPARATOR = /^###/;
const COMMENT = /^(#|\/\/)\s*/;
const VARIABLE = /^@([\w-]+)\s*=\s*(.*)$/;
const REQUEST_LINE = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(\S.*)$/;
const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The variables and requests of a file, in their order. Throws when a request says no status that it expects. */
export function parseHttpFile(text) {
  const variables = {};
  const requests = [];
  let block = [];
  let title = '';
  const end = () => {
    const request = requestOf(block, title, variables);
    if (request) requests.push(request);
  };
  for (const line of text.split(/\r?\n/)) {
    if (SEPARATOR.test(line)) {
      end();
      block = [];
      title = line.replace(/^#+\s*/, '');
    } else block.push(line);
  }
  end();
  return { variables, requests };
}

function requestOf(lines, title, variables) {
  const at = lines.findIndex((line) => REQUEST_LINE.test(line));
  const before = lines.slice(0, at < 0 ? undefined : at).map((line) => line.trim());
  for (const line of before) {
    const [, name, value] = VARIABLE.exec(line) ?? [];
    if (name) variables[name] = value.trim();
    else if (line !== '' && !COMMENT.test(line)) throw new Error(`"${line}" is neither a comment nor a request`);
  }
  if (at < 0) return null;
  const notes = before.filter((line) => COMMENT.test(line)).map((line) => line.replace(COMMENT, ''));
  const expected = notes.find((note) => /^\d{3}( \d{3})*$/.test(note));
  if (!expected) throw new Error(`"${title}" does not say which status it expects`);
  const [, method, url] = REQUEST_LINE.exec(lines[at]);
  const name = notes.map((note) => /^@name\s+(\w+)$/.exec(note)?.[1]).find(Boolean);
  return { title, name, method, url, expected: expected.split(' ').map(Number), ...contentOf(lines.slice(at + 1)) };
}

function contentOf(lines) {
  const blank = lines.findIndex((line) => line.trim() === '');
  const headerLines = lines.slice(0, blank < 0 ? undefined : blank).filter((line) => !COMMENT.test(line));
  const headers = headerLines.map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`"${line}" is no header`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const body = blank < 0 ? '' : lines.slice(blank).join('\n').trim();
  return { headers, body };
}

/** Puts the values of variables, of earlier answers and of the clock in. Throws when one is not known. */
export function fill(text, variables, answers) {
  return text.replace(/\{\{(.+?)\}\}/g, (_, expression) => {
    const value = valueOf(expression.trim(), variables, answers);
    if (value === undefined) throw new Error(`{{${expression}}} has no value`);
    return String(value);
  });
}

function valueOf(expression, variables, answers) {
  const [, amount, unit] = /^\$datetime iso8601 (-?\d+) ([smhd])$/.exec(expression) ?? [];
  if (unit) return new Date(Date.now() + Number(amount) * UNIT_MS[unit]).toISOString();
  const [, name, part, path] = /^(\w+)\.response\.(body|headers)\.(.+)$/.exec(expression) ?? [];
  if (!name) return variables[expression];
  if (part === 'headers') return answers[name]?.headers.get(path) ?? undefined;
  return path.split('.').reduce((value, key) => value?.[key], answers[name]?.body);
}
