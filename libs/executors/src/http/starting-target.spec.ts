import { whyNotStarted } from './starting-target';

const HTML = 'text/html; charset=utf-8';
const pageOf = (words: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${words}</pre>\n</body>\n</html>\n`;
const why = (status: number, contentType: string, text: string): string | null =>
  whyNotStarted({ status, contentType, body: Buffer.from(text) });

describe('whyNotStarted', () => {
  it('knows the page of a server that has not been told its paths yet', () => {
    expect(why(404, HTML, pageOf('Cannot POST /webhook/fasttrack'))).toBe('it has no such path, or is starting');
  });

  it('knows what n8n says before its store is ready', () => {
    expect(why(200, HTML, 'n8n is starting up. Please wait')).toBe('it is starting');
  });

  it.each([
    [404, 'application/json', '{"message":"Cannot POST <pre>Cannot POST /"}'],
    [404, HTML, pageOf('Not Found')],
    [410, HTML, pageOf('Cannot POST /webhook/fasttrack')],
    [200, HTML, '<p>n8n is starting up</p>'],
    [202, 'text/plain', 'n8n is starting up. Please wait'],
    [200, '', ''],
  ])('takes %s of %s with %j at its word', (status, contentType, text) => {
    expect(why(status, contentType, text)).toBeNull();
  });
});
